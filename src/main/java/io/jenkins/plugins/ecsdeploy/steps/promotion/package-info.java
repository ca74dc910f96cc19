/** Steps that promote images. */
package io.jenkins.plugins.ecsdeploy.steps.promotion;
