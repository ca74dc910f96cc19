package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** Finds the parameters of jobs that name upstream jobs, be they our own or those of other plugins. */
public abstract class NamingParameters implements ExtensionPoint {
    /** What names jobs in this parameter, if it is of the kind that this knows. */
    @CheckForNull
    abstract NamesUpstreamJobs in(ParameterDefinition parameter);

    /** All in a job's configuration. */
    static Stream<NamesUpstreamJobs> of(Job<?, ?> job) {
        ParametersDefinitionProperty parameters = job.getProperty(ParametersDefinitionProperty.class);
        return parameters == null
                ? Stream.empty()
                : parameters.getParameterDefinitions().stream()
                        .flatMap(parameter -> ExtensionList.lookup(NamingParameters.class).stream()
                                .map(kind -> kind.in(parameter))
                                .filter(Objects::nonNull));
    }

    /**
     * The job that has this in its configuration. Jenkins tells a parameter nothing of its job, so unless the request
     * is about the job, all jobs are asked.
     */
    static Optional<Job<?, ?>> owner(NamesUpstreamJobs named) {
        Job<?, ?> requested = requested();
        return requested != null && isHolder(requested, named)
                ? Optional.of(requested)
                : all().filter(job -> isHolder(job, named)).findFirst();
    }

    /** The job that the current request is about. */
    @CheckForNull
    static Job<?, ?> requested() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null ? null : request.findAncestorObject(Job.class);
    }

    /** All jobs, whoever asks. */
    static Stream<Job<?, ?>> all() {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getAllItems(Job.class).stream().map(job -> (Job<?, ?>) job);
        }
    }

    private static boolean isHolder(Job<?, ?> job, NamesUpstreamJobs named) {
        return of(job).anyMatch(other -> other == named);
    }
}
