/**
 * Promotion: moving a tag of an image, by its digest, without Docker and without moving layers. {@link
 * io.jenkins.plugins.ecsdeploy.engine.promotion.TagImage} is the way in.
 */
package io.jenkins.plugins.ecsdeploy.engine.promotion;
