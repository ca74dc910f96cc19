package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/** The revisions that a group's deployments bring, or go back to; a deployment that has just begun has no task set yet. */
final class GroupRevisions {
    private GroupRevisions() {}

    /** @throws EngineException when one of them cannot be told */
    static Set<String> inUse(CodeDeployApi api, String application, String group) {
        return api.group(application, group).stream()
                .flatMap(found -> locations(api, found))
                .filter(Objects::nonNull)
                .distinct()
                .map(location -> CodeDeployHistory.revision(api, application, location)
                        .orElseThrow(() -> new EngineException("CodeDeploy does not tell the task definition of a"
                                + " deployment of group " + group + " of application " + application
                                + ", whose AppSpec is kept elsewhere")))
                .collect(Collectors.toSet());
    }

    private static Stream<RevisionLocation> locations(CodeDeployApi api, DeploymentGroupInfo group) {
        List<String> newest = Stream.of(group.lastAttemptedDeployment(), group.lastSuccessfulDeployment())
                .filter(Objects::nonNull)
                .map(LastDeploymentInfo::deploymentId)
                .distinct()
                .toList();
        return Stream.concat(
                Stream.ofNullable(group.targetRevision()),
                api.deployments(newest).stream()
                        .flatMap(info -> GroupConflict.isActive(info.status())
                                ? Stream.of(info.revision(), info.previousRevision())
                                : Stream.of(info.revision())));
    }
}
