/**
 * The protocol of registries: Docker Registry HTTP API v2 and the OCI distribution specification, as far as moving tags and
 * mounting blobs need it. Nothing that an answer says leads to another address with credentials, or makes an answer larger or
 * longer than the limits here.
 */
package io.jenkins.plugins.ecsdeploy.engine.registry;
