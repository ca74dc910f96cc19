package io.jenkins.plugins.ecsdeploy.steps.images;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.RunningImages;
import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import io.jenkins.plugins.ecsdeploy.records.NamedBuild;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The images that a build has deployed, according to its record: AWS is not asked, so its account need not be reached. */
final class TakenFromBuild {
    private TakenFromBuild() {}

    /**
     * Reads the disk, so it is not for the thread that runs Pipeline.
     *
     * @param build as {@link NamedBuild} has it, which the running build must be allowed to read
     * @param service whose images, by name or ARN, wherever the build has deployed it
     * @param own the record of the deployment that they are for
     */
    static TakenImages of(Run<?, ?> running, String build, String service, DeploymentRecord own) throws AbortException {
        Run<?, ?> run = NamedBuild.find(running, build);
        List<DeploymentRecord> all = NamedBuild.deployments(run).stream()
                // The build may be the running one.
                .filter(record -> record != own)
                .toList();
        List<DeploymentRecord> left = all.stream()
                .filter(record -> Arns.shortName(record.service()).equals(Arns.shortName(service)))
                // A build may deploy a service more than once; what it left behind counts.
                .collect(Collectors.toMap(
                        DeploymentRecord::serviceKey, record -> record, (first, last) -> last, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        DeploymentRecord record = one(run, service, left, all);
        return new RunningImages(
                        "build " + run.getFullDisplayName() + ", which deployed " + place(record),
                        record.taskDefinitionArn(),
                        record.images(),
                        record.imageState().digests())
                .toTake();
    }

    private static DeploymentRecord one(
            Run<?, ?> run, String service, List<DeploymentRecord> left, List<DeploymentRecord> all) {
        List<DeploymentRecord> good =
                left.stream().filter(record -> record.status().isGood()).toList();
        if (good.isEmpty()) {
            throw refused(
                    run,
                    left.isEmpty()
                            ? "it deployed nothing to service " + service + others(all) + ". Name the service by"
                                    + " imagesFromService, or another build"
                            : "its deployment is not complete: " + inWords(left, true) + ". Name another build");
        }
        Map<Map<String, String>, List<DeploymentRecord>> different = good.stream()
                .collect(Collectors.groupingBy(TakenFromBuild::images, LinkedHashMap::new, Collectors.toList()));
        if (different.size() > 1) {
            throw refused(
                    run,
                    "it deployed different images to services of the name " + service + ": " + inWords(good, false)
                            + ". Name a target instead");
        }
        DeploymentRecord record = good.get(good.size() - 1);
        if (record.imageState().digests().isEmpty()) {
            throw refused(
                    run,
                    "it has kept no digests of what it deployed: an older version of this plugin did not keep them, or ECS"
                            + " did not tell them. Name a target instead, or deploy there again");
        }
        return record;
    }

    /** What tells images apart: the digests, where they are known. */
    private static Map<String, String> images(DeploymentRecord record) {
        Map<String, String> images = new LinkedHashMap<>(record.images());
        images.putAll(record.imageState().digests());
        return images;
    }

    private static EngineException refused(Run<?, ?> run, String reason) {
        return new EngineException(
                "The images of build " + run.getFullDisplayName() + " are not taken over: " + reason);
    }

    private static String others(List<DeploymentRecord> all) {
        return all.isEmpty()
                ? ", nor to any other"
                : "; it deployed to "
                        + all.stream().map(DeploymentRecord::service).distinct().collect(Collectors.joining(", "));
    }

    private static String inWords(Collection<DeploymentRecord> records, boolean state) {
        return records.stream()
                .map(record -> place(record) + (state ? " is " + record.status() : ""))
                .collect(Collectors.joining("; "));
    }

    private static String place(DeploymentRecord record) {
        return (record.taskDefinitionArn() == null ? "" : Arns.shortName(record.taskDefinitionArn()) + " to ")
                + "service " + record.service() + " in cluster " + Arns.shortName(record.cluster()) + " in "
                + record.region();
    }
}
