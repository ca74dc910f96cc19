package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;

/**
 * The deployment group of a service: the one that is named, else by the console's names, else among all.
 *
 * @param application as it is named; absent: to be found
 * @param group likewise
 */
public record ServiceGroup(
        CodeDeployApi api,
        String region,
        String cluster,
        String service,
        Optional<String> application,
        Optional<String> group) {
    /** The AWS CLI cuts cluster and service for the console's names, which then fit into CodeDeploy's 100 characters. */
    private static final int LONGEST_PART = 46;

    /**
     * Finds it.
     *
     * @throws EngineException if there is none
     */
    public DeploymentGroupInfo find() {
        return findNamed().orElseGet(this::search);
    }

    /** The one that is named, or has the console's names; nothing if only a search of all can tell. */
    Optional<DeploymentGroupInfo> findNamed() {
        String applicationName = application.orElseGet(() -> byConsole("AppECS"));
        String groupName = group.orElseGet(() -> byConsole("DgpECS"));
        Optional<DeploymentGroupInfo> found = api.group(applicationName, groupName);
        boolean named = application.isPresent() && group.isPresent();
        if (named && found.isEmpty()) {
            throw new EngineException("Deployment group " + groupName + " of application " + applicationName
                    + " was not found in CodeDeploy by this identity in region " + region
                    + ". Check codeDeployApplication and codeDeployGroup, or leave both out to have it found");
        }
        return named ? found : found.filter(this::isOurs);
    }

    /** Many calls, so only where there is no other way. */
    DeploymentGroupInfo search() {
        List<String> applications = application
                .map(List::of)
                .orElseGet(() -> api.applications().stream()
                        .filter(info -> info.computePlatform() == ComputePlatform.ECS)
                        .map(ApplicationInfo::applicationName)
                        .toList());
        return applications.stream()
                .flatMap(name -> api.groups(name).stream())
                .filter(info -> group.isEmpty() || group.get().equals(info.deploymentGroupName()))
                .filter(this::isOurs)
                .findFirst()
                .orElseThrow(() -> new EngineException("No deployment group of CodeDeploy has service " + service
                        + " in cluster " + cluster + ": neither group " + group.orElseGet(() -> byConsole("DgpECS"))
                        + " of application " + application.orElseGet(() -> byConsole("AppECS")) + ", nor one of "
                        + (applications.isEmpty()
                                ? "another application, for there is none for ECS"
                                : "application " + String.join(", ", applications))
                        + ". Create one, or name it by codeDeployApplication and codeDeployGroup"));
    }

    boolean isOurs(DeploymentGroupInfo found) {
        return GroupRules.isOf(found, cluster, service);
    }

    /** @throws EngineException if it does not deploy this service of ECS */
    public void check(DeploymentGroupInfo found) {
        GroupRules.checkService(found, cluster, service);
    }

    /** For how many minutes a deployment of the group waits for somebody to let the traffic move; nothing: it does not. */
    public static Optional<Integer> gate(DeploymentGroupInfo found) {
        Waits waits = Waits.of(found);
        return waits.hasGate() ? Optional.of(waits.readyMinutes()) : Optional.empty();
    }

    /** The id of the deployment that is under way. */
    public static Optional<String> active(DeploymentGroupInfo found) {
        return GroupConflict.active(found);
    }

    /** The names of the target groups between which the traffic moves. */
    public static List<String> targetGroups(DeploymentGroupInfo found) {
        return found.loadBalancerInfo() == null
                ? List.of()
                : found.loadBalancerInfo().targetGroupPairInfoList().stream()
                        .flatMap(pair -> pair.targetGroups().stream())
                        .map(TargetGroupInfo::name)
                        .toList();
    }

    /** The ARNs of the listeners that traffic comes in by. */
    public static List<String> listeners(DeploymentGroupInfo found) {
        return Stream.concat(GroupRules.productionListeners(found), GroupRules.testListeners(found))
                .distinct()
                .toList();
    }

    private String byConsole(String prefix) {
        return prefix + "-" + cut(Arns.shortName(cluster)) + "-" + cut(Arns.shortName(service));
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_PART));
    }
}
