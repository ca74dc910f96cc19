/**
 * Brings the services that a tree of files names to the images in them: reads the files, looks at all services together,
 * compares, and deploys to those that run something else.
 */
package io.jenkins.plugins.ecsdeploy.engine.sync;
