/** Finds out, for a person at a form, what works with given credentials. It only reads. */
package io.jenkins.plugins.ecsdeploy.engine.verify;
