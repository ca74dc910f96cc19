package io.jenkins.plugins.ecsdeploy.access;

import hudson.EnvVars;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** The variables of a {@link LentCredentials}, looked up whenever a step asks for its environment: only the key is kept. */
final class LentEnvironment extends EnvironmentExpander {
    private static final long serialVersionUID = 1L;

    private final String lease;

    LentEnvironment(String lease) {
        this.lease = lease;
    }

    @Override
    public void expand(EnvVars environment) {
        environment.overrideAll(LentCredentials.variables(lease));
    }

    @Override
    public Set<String> getSensitiveVariables() {
        return LentCredentials.SENSITIVE;
    }
}
