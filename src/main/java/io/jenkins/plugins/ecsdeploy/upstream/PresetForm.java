package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.ParameterizedJobMixIn;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** The form of a job in which an upstream build is chosen already. Whoever opens it sees it, and presses Build, or not. */
public final class PresetForm {
    private PresetForm() {}

    /**
     * The address of the form, below that of Jenkins; nothing for those who may not build the job, or if it does not offer
     * that build.
     */
    public static Optional<String> of(Job<?, ?> job, Job<?, ?> upstream, int number) {
        return parameters(job)
                .flatMap(parameter -> OfferedBuilds.of(parameter, job).builds().stream()
                        .filter(build ->
                                build.job() == upstream && build.entry().number() == number)
                        .map(build -> address(job, parameter, build)))
                .findFirst();
    }

    /** Whether there may be such a form: without a look at the builds, for pages with many of them. */
    public static boolean mayOffer(Job<?, ?> job, Job<?, ?> upstream) {
        return parameters(job)
                .anyMatch(parameter -> OfferedBuilds.of(parameter, job).jobs().contains(upstream));
    }

    private static Stream<UpstreamBuildParameterDefinition> parameters(Job<?, ?> job) {
        ParametersDefinitionProperty parameters = job.getProperty(ParametersDefinitionProperty.class);
        if (parameters == null
                || !job.hasPermission(Item.BUILD)
                || !(job instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> parameterized)
                || parameterized.isDisabled()) {
            return Stream.empty();
        }
        return parameters.getParameterDefinitions().stream()
                .filter(UpstreamBuildParameterDefinition.class::isInstance)
                .map(UpstreamBuildParameterDefinition.class::cast);
    }

    private static String address(Job<?, ?> job, ParameterDefinition parameter, OfferedBuild build) {
        return job.getUrl() + "build?delay=0sec&" + Util.rawEncode(parameter.getName()) + "="
                + Util.rawEncode(build.getValue());
    }

    /** The value that the address of the current request chooses for a parameter. It chooses among what is offered. */
    static Optional<String> chosen(String parameter) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null ? Optional.empty() : Optional.ofNullable(request.getParameter(parameter));
    }
}
