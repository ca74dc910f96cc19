package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.appspec.AppSpec;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RanRevision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.InvalidDeploymentIdException;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/** CodeDeploy's list of a group's deployments. What each deployed stands in its AppSpec. */
final class CodeDeployHistory implements DeploymentHistory {
    private final CodeDeployApi api;
    private final String application;
    private final String group;

    CodeDeployHistory(CodeDeployApi api, String application, String group) {
        this.api = api;
        this.application = application;
        this.group = group;
    }

    @Override
    public String keeper() {
        return "CodeDeploy";
    }

    @Override
    public String inWords() {
        return "CodeDeploy's list of the deployments of group " + group;
    }

    @Override
    public Stream<RanRevision> successful() {
        List<String> ids =
                api.deploymentIds(application, group, Optional.empty(), Optional.of(DeploymentStatus.SUCCEEDED));
        int size = CodeDeployApi.DEPLOYMENTS_A_CALL;
        return IntStream.iterate(0, i -> i < ids.size(), i -> i + size)
                .mapToObj(i -> ids.subList(i, Math.min(ids.size(), i + size)))
                .flatMap(some -> api.deployments(some).stream()
                        .sorted(Comparator.comparing(DeploymentInfo::createTime).reversed()))
                .flatMap(info -> revision(api, info).stream()
                        .map(arn -> new RanRevision(
                                arn,
                                "CodeDeploy's list of deployments (" + info.deploymentId() + " of " + info.createTime()
                                        + ")")));
    }

    @Override
    public Optional<String> doubt(String deployment) {
        Optional<DeploymentInfo> found = find(deployment);
        return found.filter(info -> info.status() == DeploymentStatus.SUCCEEDED).isPresent()
                ? Optional.empty()
                : Optional.of("CodeDeploy "
                        + found.map(info -> "has deployment " + deployment + " as " + info.statusAsString())
                                .orElse("does not have deployment " + deployment + " any more"));
    }

    private Optional<DeploymentInfo> find(String deployment) {
        try {
            return api.deployments(List.of(deployment)).stream().findFirst();
        } catch (InvalidDeploymentIdException e) {
            // It may be one of ECS, of a time before the service was given to CodeDeploy.
            return Optional.empty();
        }
    }

    /** The revision that a deployment brings; nothing where its AppSpec is not there, or is kept elsewhere. */
    static Optional<String> revision(CodeDeployApi api, DeploymentInfo info) {
        return Optional.ofNullable(info.revision())
                .flatMap(location -> revision(api, info.applicationName(), location));
    }

    static Optional<String> revision(CodeDeployApi api, String application, RevisionLocation location) {
        return Optional.ofNullable(location.appSpecContent())
                .flatMap(content -> api.appSpec(application, content.sha256()))
                .map(text -> AppSpec.taskDefinition("An AppSpec of application " + application, text))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }
}
