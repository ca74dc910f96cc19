/** From what a caller asks to a document that is ready to register: finds the base, changes it and checks it. */
package io.jenkins.plugins.ecsdeploy.engine.render;
