package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupPairInfo;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoute;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;

/** What has to be true of a deployment group, and of what the caller wants of it, before anything is registered. */
final class GroupRules {
    private GroupRules() {}

    static void check(CodeDeployApi api, DeploymentGroupInfo group, DeploymentRecord record, BlueGreenOptions options) {
        checkService(group, record.cluster(), record.service());
        String name = inWords(group);
        if (options.waitUntil() == WaitUntil.GATE && !Waits.of(group).hasGate()) {
            throw new EngineException("waitUntil is GATE, but " + name + " lets the traffic move without waiting. Set"
                    + " its deploymentReadyOption to STOP_DEPLOYMENT with a time, or waitUntil to LIVE or DONE");
        }
        options.description().ifPresent(Marker::checkDescription);
        options.config().ifPresent(config -> checkConfig(api, group, config));
    }

    /** @throws EngineException if it is not for ECS, or not for that service */
    static void checkService(DeploymentGroupInfo group, String cluster, String service) {
        String name = inWords(group);
        if (group.computePlatform() != ComputePlatform.ECS) {
            throw new EngineException(name + " is for the platform " + group.computePlatformAsString()
                    + ", not ECS. Name another one by codeDeployApplication and codeDeployGroup");
        }
        if (!isOf(group, cluster, service)) {
            throw new EngineException(name + " does not deploy service " + service + " in cluster "
                    + cluster + ", but "
                    + group.ecsServices().stream()
                            .map(one -> one.serviceName() + " in " + one.clusterName())
                            .collect(Collectors.joining(", "))
                    + ". Name another one by codeDeployApplication and codeDeployGroup");
        }
    }

    private static void checkConfig(CodeDeployApi api, DeploymentGroupInfo group, String name) {
        DeploymentConfigInfo config;
        try {
            config = api.config(name);
        } catch (DeploymentConfigDoesNotExistException e) {
            throw new EngineException("codeDeployConfig is '" + name + "', which does not exist in this account and"
                    + " region. CodeDeploy's own are CodeDeployDefault.ECSAllAtOnce and others that begin with"
                    + " CodeDeployDefault.ECS");
        }
        if (config.computePlatform() != ComputePlatform.ECS) {
            throw new EngineException("codeDeployConfig is '" + name + "', which is for the platform "
                    + config.computePlatformAsString() + ". Name one for ECS");
        }
        boolean atOnce = config.trafficRoutingConfig() == null
                || config.trafficRoutingConfig().type() == TrafficRoutingType.ALL_AT_ONCE;
        if (!atOnce && productionListeners(group).anyMatch(arn -> arn.contains(":listener/net/"))) {
            throw new EngineException("codeDeployConfig is '" + name + "', which moves the traffic in steps, but "
                    + inWords(group) + " has a Network Load Balancer, which moves all of it at once. Use"
                    + " CodeDeployDefault.ECSAllAtOnce");
        }
    }

    /** The ARNs of those that the production traffic comes in by. */
    static Stream<String> productionListeners(DeploymentGroupInfo group) {
        return listeners(group, TargetGroupPairInfo::prodTrafficRoute);
    }

    /** The same for the test traffic; a group may have none. */
    static Stream<String> testListeners(DeploymentGroupInfo group) {
        return listeners(group, TargetGroupPairInfo::testTrafficRoute);
    }

    private static Stream<String> listeners(
            DeploymentGroupInfo group, Function<TargetGroupPairInfo, TrafficRoute> route) {
        return group.loadBalancerInfo() == null
                ? Stream.empty()
                : group.loadBalancerInfo().targetGroupPairInfoList().stream()
                        .map(route)
                        .filter(Objects::nonNull)
                        .flatMap(found -> found.listenerArns().stream());
    }

    /** Whether the group deploys that service. It may name it, and its cluster, by name or ARN. */
    static boolean isOf(DeploymentGroupInfo group, String cluster, String service) {
        return group.ecsServices().stream()
                .anyMatch(one -> Arns.shortName(one.serviceName()).equals(Arns.shortName(service))
                        && Arns.shortName(one.clusterName()).equals(Arns.shortName(cluster)));
    }

    static String inWords(DeploymentGroupInfo group) {
        return "Deployment group " + group.deploymentGroupName() + " of application " + group.applicationName();
    }
}
