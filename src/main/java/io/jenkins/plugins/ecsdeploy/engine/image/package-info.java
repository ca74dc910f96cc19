/** References to container images. */
package io.jenkins.plugins.ecsdeploy.engine.image;
