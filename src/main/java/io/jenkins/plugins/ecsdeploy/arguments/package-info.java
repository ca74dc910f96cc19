/** What a script gives to the steps: the names of arguments, the kinds of their values, and how both are written. */
package io.jenkins.plugins.ecsdeploy.arguments;
