package io.jenkins.plugins.ecsdeploy.steps.caller;

import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What begins each line of a step in the log of its build. */
public final class StepPrefix {
    private StepPrefix() {}

    /**
     * Tells apart the lines of services that are deployed in parallel, also of services that have the same name at several
     * targets or in several clusters: {@code [live/web]}.
     *
     * @param cluster that the step names, or null
     * @param target the one that is used, whoever named it. Without one, the cluster that the step names stands there
     */
    public static String of(Optional<String> service, String cluster, Optional<Target> target) {
        Optional<String> place = target.map(Target::getName)
                .or(() -> Optional.ofNullable(cluster).map(StepPrefix::shortName));
        String prefix = Stream.of(place, service.map(StepPrefix::shortName))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("/"));
        return prefix.isEmpty() ? "" : "[" + prefix + "] ";
    }

    /** Clusters and services may be given by their ARNs. */
    private static String shortName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
