package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.AbortException;
import hudson.model.Run;
import hudson.security.SecurityRealm;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** As whom a build runs. */
final class BuildAuthentication {
    /** Somebody who signed in, and of whom nothing else is known. */
    static final Authentication ANY_SIGNED_IN = new UsernamePasswordAuthenticationToken(
            "authenticated", "", List.of(SecurityRealm.AUTHENTICATED_AUTHORITY2));

    private BuildAuthentication() {}

    /**
     * A Pipeline build's own authentication, whatever the calling thread has: it may be one of a pool, or serve the
     * request of somebody who answers a prompt. Other builds ask on their executor, which has theirs.
     */
    static Authentication of(Run<?, ?> run) throws AbortException {
        FlowExecutionOwner owner =
                run instanceof FlowExecutionOwner.Executable pipeline ? pipeline.asFlowExecutionOwner() : null;
        if (owner == null) {
            return Jenkins.getAuthentication2();
        }
        try {
            return owner.get().getAuthentication2();
        } catch (IOException e) {
            throw new AbortException("It is not known as whom " + run + " runs: " + e.getMessage());
        }
    }
}
