package io.jenkins.plugins.ecsdeploy.targets;

import hudson.model.Descriptor;

/** What the forms of global targets and those of folders share. */
public abstract class TargetDescriptor extends Descriptor<Target> {}
