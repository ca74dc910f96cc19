/** Build variables: files of {@code env.NAME=value} lines, read as data and written so that Groovy reads them, too. */
package io.jenkins.plugins.ecsdeploy.engine.variables;
