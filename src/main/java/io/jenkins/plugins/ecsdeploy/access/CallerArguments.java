package io.jenkins.plugins.ecsdeploy.access;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.RoleArn;
import java.io.Serializable;

/** As whom a step wants to call AWS: its arguments, which are names and never secrets. They are kept with the build. */
public final class CallerArguments implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The one value that the argument {@code credentials} may have. */
    public static final String AGENT = "agent";

    /** Of a step that says nothing. */
    public static final CallerArguments NONE = new CallerArguments(null, null, null, null, null);

    private final String target;
    private final String credentialsId;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // the word "agent"
    private final String credentials;

    private final String role;
    private final String externalId;

    /** Each may be null. */
    public CallerArguments(String target, String credentialsId, String credentials, String role, String externalId) {
        this.target = target;
        this.credentialsId = credentialsId;
        this.credentials = credentials;
        this.role = role;
        this.externalId = externalId;
    }

    /** The name of a target, or null. */
    public String target() {
        return target;
    }

    String credentialsId() {
        return credentialsId;
    }

    String role() {
        return role;
    }

    String externalId() {
        return externalId;
    }

    /** Whether the agent where the step runs lends its identity. */
    public boolean isAgent() {
        return credentials != null;
    }

    /** Whether the step says nothing. */
    public boolean isNone() {
        return target == null && credentialsId == null && credentials == null && role == null;
    }

    /** Whether the step brings credentials of its own, which take the place of those of a target. */
    boolean hasCredentials() {
        return credentialsId != null || isAgent();
    }

    /** The same with the target that stands around the step. */
    CallerArguments at(String name) {
        return new CallerArguments(name, credentialsId, credentials, role, externalId);
    }

    /** @throws AbortException if they contradict each other */
    public void check() throws AbortException {
        if (isAgent() && !credentials.equals(AGENT)) {
            throw new AbortException("credentials is '" + credentials + "'. Give 'agent' to use the credentials of the"
                    + " agent where the step runs, or credentialsId for credentials that Jenkins keeps");
        }
        if (isAgent() && credentialsId != null) {
            throw new AbortException("credentials and credentialsId each say as whom to call AWS. Keep one");
        }
        if (externalId != null && role == null) {
            throw new AbortException("externalId is for the role to assume, and role is missing");
        }
        if (role != null) {
            try {
                RoleArn.check("role", role);
            } catch (EngineException e) {
                throw new AbortException(e.getMessage());
            }
        }
    }
}
