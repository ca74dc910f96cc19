/** What {@code ./dev bench} measures: this engine beside two common ways to wait, against the same emulator. */
package io.jenkins.plugins.ecsdeploy.bench;
