/**
 * A registry for tests, on the loopback interface. {@link io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry} is the
 * way in.
 *
 * <p>It is strict where the OCI distribution specification and the "Docker Registry v2 authentication" pages are: types,
 * digests and tags are checked, a manifest is taken only with its blobs and children, a token only for what it was given for.
 * What products do in their own way is a {@link io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk}; what goes wrong once is
 * said by {@link io.jenkins.plugins.ecsdeploy.emulator.registry.Trouble}.
 *
 * <p>Known differences: blobs have names and no content, so nothing can be pulled or uploaded; there are no lists of tags, no
 * referrers and nothing is deleted.
 */
package io.jenkins.plugins.ecsdeploy.emulator.registry;
