/**
 * What runs: the images of a service with the digests that ECS has found for them, and the digest that the tag of an image
 * has. For taking them over to another place, and for comparing them with what was expected.
 */
package io.jenkins.plugins.ecsdeploy.engine.promotion.images;
