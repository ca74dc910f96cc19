/** Texts that users write: JSON or YAML with placeholders, read into one exact tree. */
package io.jenkins.plugins.ecsdeploy.engine.document;
