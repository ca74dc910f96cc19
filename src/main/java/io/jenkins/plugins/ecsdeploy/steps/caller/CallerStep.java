package io.jenkins.plugins.ecsdeploy.steps.caller;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.DataBoundSetter;

/** The arguments that all steps share which call AWS: as whom. */
public abstract class CallerStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    private String target;
    private String credentialsId;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // the word "agent"
    private String credentials;

    private String role;
    private String externalId;

    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** {@code agent} for the identity of the agent where the step runs. */
    public String getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(String credentials) {
        this.credentials = Util.fixEmptyAndTrim(credentials);
    }

    /** The ARN of a role to assume as whoever the step is without it. */
    public String getRole() {
        return role;
    }

    @DataBoundSetter
    public void setRole(String role) {
        this.role = Util.fixEmptyAndTrim(role);
    }

    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Util.fixEmptyAndTrim(externalId);
    }

    /** As whom the step calls AWS. */
    public CallerArguments caller() {
        return new CallerArguments(target, credentialsId, credentials, role, externalId);
    }

    /**
     * Says at once what no later moment can put right.
     *
     * @throws AbortException if the arguments contradict each other, or ask for an agent where there is none
     */
    protected final void checkCaller(StepContext context) throws IOException, InterruptedException {
        caller().check();
        if (caller().isAgent() && context.get(FilePath.class) == null) {
            throw new AbortException("credentials: 'agent' takes the credentials of the agent where the step runs, and"
                    + " there is none here. Run the step within node");
        }
    }
}
