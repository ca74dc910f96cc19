package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A deployment group of CodeDeploy seen from inside the emulator. What it is set to is for the deployments that begin
 * from now on.
 */
public final class EmulatedGroup {
    private final World world;
    private final GroupState group;

    EmulatedGroup(World world, GroupState group) {
        this.world = world;
        this.group = group;
    }

    /** The application's name. */
    public String application() {
        return group.application.name;
    }

    /** The group's name. */
    public String name() {
        return group.name;
    }

    /** Ids of the deployments, the newest first. The last one is that which the service was placed with. */
    public List<String> deployments() {
        synchronized (world) {
            world.upToDate(group.service);
            return group.deployments.stream().map(deployment -> deployment.id).toList();
        }
    }

    /** A deployment as GetDeployment shows it, as JSON text. */
    public String describe(String deploymentId) {
        synchronized (world) {
            return DeploymentView.of(world.codeDeploy.deployment(deploymentId)).toString();
        }
    }

    /** The target of a deployment as GetDeploymentTarget shows it, as JSON text. */
    public String describeTarget(String deploymentId) {
        synchronized (world) {
            return TargetView.of(world.codeDeploy.deployment(deploymentId)).toString();
        }
    }

    /**
     * Begins a deployment as somebody else would, in the console for example; returns its id.
     *
     * @param creator user, CloudFormation, …
     * @throws IllegalArgumentException if CodeDeploy would refuse it
     */
    public String deploy(String taskDefinition, String creator) {
        synchronized (world) {
            ObjectNode request = Json.object();
            request.put("applicationName", application()).put("deploymentGroupName", name());
            String arn = world.taskSets.arn(taskDefinition);
            String content =
                    AppSpec.of(arn, group.service.settings.path("loadBalancers").path(0));
            request.putObject("revision")
                    .put("revisionType", "AppSpecContent")
                    .putObject("appSpecContent")
                    .put("content", content);
            world.upToDate(group.service);
            return new CreateDeployment(world.codeDeploy, new Revisions(world)).create(request, creator).id;
        }
    }

    /**
     * Lets the traffic of a deployment move that waits for that, as somebody does in the console.
     *
     * @throws IllegalStateException if it does not wait
     */
    public void answer(String deploymentId) {
        synchronized (world) {
            world.upToDate(group.service);
            CodeDeployment deployment = world.codeDeploy.deployment(deploymentId);
            if (deployment.status != Status.Ready) {
                throw new IllegalStateException(deploymentId + " is " + deployment.status);
            }
            deployment.whenContinued.run();
        }
    }

    /**
     * How long a deployment waits in the status Ready. If nobody continues it, it is stopped then.
     *
     * @param stop false for CONTINUE_DEPLOYMENT: traffic is moved as soon as the new tasks are ready
     */
    public EmulatedGroup readyWait(Duration wait, boolean stop) {
        return set(g -> g.readyWait = stop ? wait : null);
    }

    /** How long the old tasks are kept after all traffic has been moved; zero at first. */
    public EmulatedGroup terminationWait(Duration wait) {
        return set(g -> g.terminationWait = wait);
    }

    /** Lets old tasks run on: KEEP_ALIVE. */
    public EmulatedGroup keepBlue() {
        return set(g -> g.terminationWait = null);
    }

    /** The name of the group's deployment configuration; CodeDeployDefault.ECSAllAtOnce at first. */
    public EmulatedGroup config(String name) {
        return set(g -> g.configName = name);
    }

    /** What the function of a lifecycle event answers, if the AppSpec names one for that event. */
    public EmulatedGroup hook(String event, Hook hook) {
        return set(g -> g.hooks.put(event, hook));
    }

    /** Lets all ends but good ones be followed by a rollback, or none, as at first. */
    public EmulatedGroup autoRollback(boolean on) {
        return autoRollback(on ? RollbackRules.EVENTS.toArray(new String[0]) : new String[0]);
    }

    /** Which ends are followed by a rollback: DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_STOP_ON_REQUEST. */
    public EmulatedGroup autoRollback(String... events) {
        return set(g -> g.rollbackEvents = List.of(events));
    }

    /** The alarms that stop a deployment, when a scene lets them go off or they are red. */
    public EmulatedGroup alarms(String... names) {
        return set(g -> g.alarms = List.of(names));
    }

    /** Lets an alarm be red, or not any more: whatever heeds it is stopped as soon as it starts. */
    public EmulatedGroup red(String alarm, boolean red) {
        return set(g -> {
            if (red) {
                g.redAlarms.add(alarm);
            } else {
                g.redAlarms.remove(alarm);
            }
        });
    }

    /** Gives it another name in its application. */
    public EmulatedGroup renamed(String name) {
        return set(g -> {
            g.application.groups.remove(g.name);
            g.name = name;
            g.application.groups.put(name, g);
        });
    }

    /** Shows it as a group of another compute platform, Server or Lambda, which deploys to no service of ECS. */
    public EmulatedGroup platform(String platform) {
        return set(g -> g.platform = platform);
    }

    /** Takes the listener for test traffic away. */
    public EmulatedGroup withoutTestListener() {
        return set(g -> g.testListener = false);
    }

    /** Has a Network Load Balancer in place of an Application Load Balancer. */
    public EmulatedGroup networkLoadBalancer() {
        return set(g -> g.balancer = "net");
    }

    /** Whether ecsServices names the cluster and the service by their ARNs. */
    public EmulatedGroup servicesAsArns(boolean arns) {
        return set(g -> g.servicesAsArns = arns);
    }

    /** With which error code deployments fail as soon as they start; null lets them go on again. */
    public EmulatedGroup fails(String code, String message) {
        return set(g -> g.failure = code == null ? null : new GroupState.Failure(code, message));
    }

    /** With which error code deployments fail that go back. */
    public EmulatedGroup rollbackFails(String code, String message) {
        return set(g -> g.rollbackFailure = code == null ? null : new GroupState.Failure(code, message));
    }

    private EmulatedGroup set(Consumer<GroupState> change) {
        synchronized (world) {
            change.accept(group);
        }
        return this;
    }
}
