package io.jenkins.plugins.ecsdeploy.runtime;

import hudson.model.Run;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.springframework.security.core.Authentication;

/** As whom a Pipeline build runs. */
public final class PipelineAuthentication {
    private PipelineAuthentication() {}

    /**
     * What Pipeline noted when the build started; whatever thread asks.
     *
     * @return nothing for builds that are not of Pipeline
     * @throws IOException if its execution was lost, and with it who it was
     */
    public static Optional<Authentication> of(Run<?, ?> build) throws IOException {
        FlowExecutionOwner owner =
                build instanceof FlowExecutionOwner.Executable pipeline ? pipeline.asFlowExecutionOwner() : null;
        return owner == null ? Optional.empty() : Optional.of(owner.get().getAuthentication2());
    }
}
