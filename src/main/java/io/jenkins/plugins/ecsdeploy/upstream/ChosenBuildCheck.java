package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.tasks.BuildWrapper;
import java.io.IOException;

/**
 * Looks at the chosen build again when a build begins, which may have waited long. Not for Pipeline, which has {@code
 * upstreamBuildChoice} for that.
 */
final class ChosenBuildCheck extends BuildWrapper {
    private final UpstreamBuildParameterValue chosen;

    ChosenBuildCheck(UpstreamBuildParameterValue chosen) {
        this.chosen = chosen;
    }

    @Override
    public Environment setUp(AbstractBuild build, Launcher launcher, BuildListener listener) throws IOException {
        chosen.check();
        return new Environment() {};
    }
}
