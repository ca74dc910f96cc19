package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/** A service, to be asked what it runs. */
public final class RunningService {
    private final EcsApi ecs;
    private final String cluster;
    private final String name;
    private final Consumer<String> log;

    /** @param log hears what could not be looked at */
    public RunningService(EcsApi ecs, String cluster, String name, Consumer<String> log) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.name = name;
        this.log = log;
    }

    /**
     * Its images, with the digests that ECS has found for them when it was deployed to. Containers that AWS puts into tasks by
     * itself are not among them.
     *
     * @throws io.jenkins.plugins.ecsdeploy.engine.EngineException if the service is not there or may not be looked at, or if
     *     its last deployment is not complete, with its state
     * @throws SdkException if AWS may answer in a moment
     */
    public RunningImages images() {
        Service service = Services.describe(ecs, cluster, name);
        CompleteDeployment complete = CompleteDeployment.of(ecs, service, log);
        String revision = complete.taskDefinitionArn();
        Map<String, String> images = new Revisions(ecs).get(revision).document().images();
        Map<String, String> digests = new LinkedHashMap<>(RunningImages.digestsIn(images));
        if (!digests.keySet().containsAll(images.keySet())) {
            Map<String, String> found = found(complete, images);
            images.keySet().stream()
                    .filter(found::containsKey)
                    .forEach(container -> digests.put(container, found.get(container)));
        }
        return new RunningImages(
                CompleteDeployment.inWords(service) + " (" + Arns.shortName(revision) + ")", revision, images, digests);
    }

    private Map<String, String> found(CompleteDeployment complete, Map<String, String> images) {
        try {
            Map<String, String> found = new HashMap<>(
                    complete.serviceRevisionArn().map(this::ofRevision).orElse(Map.of()));
            if (!found.keySet().containsAll(images.keySet())) {
                TaskDigests.read(ecs, cluster, name, complete.taskDefinitionArn(), log)
                        .forEach(found::putIfAbsent);
            }
            return found;
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : AwsFailure.explain("The look for the digests of service " + name + " in cluster " + cluster, e);
        }
    }

    private Map<String, String> ofRevision(String arn) {
        try {
            Optional<Map<String, String>> digests = ecs.describeServiceRevisions(List.of(arn)).stream()
                    .findFirst()
                    .map(RevisionQuestion::digests);
            return digests.orElse(Map.of());
        } catch (SdkException e) {
            if (AwsFailure.isUnavailable(e)) {
                // The tasks tell it, too.
                return Map.of();
            }
            throw e;
        }
    }
}
