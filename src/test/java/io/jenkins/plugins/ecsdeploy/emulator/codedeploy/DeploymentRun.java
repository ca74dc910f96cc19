package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.TaskSetState;
import io.jenkins.plugins.ecsdeploy.emulator.TaskSets;
import java.time.Duration;
import java.util.List;

/**
 * Takes a deployment through its lifecycle events, one after the other. Source: "What happens during an Amazon ECS
 * deployment", "Deployment lifecycle events".
 */
final class DeploymentRun {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** What a listener takes to follow. */
    private static final Duration SHIFT = Duration.ofSeconds(5);
    /** How long Install waits for the green tasks; also known from CircleCI-Public/aws-ecs-orb#134. */
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(60);

    private final CodeDeployment deployment;
    private final TaskSets taskSets;
    private final Endings endings;

    DeploymentRun(CodeDeployment deployment, TaskSets taskSets, Endings endings) {
        this.deployment = deployment;
        this.taskSets = taskSets;
        this.endings = endings;
    }

    void begin() {
        later(MOMENT, () -> {
            deployment.status(Status.Queued);
            later(MOMENT, this::start);
        });
    }

    private void start() {
        deployment.startTime = deployment.now();
        deployment.status(Status.InProgress);
        deployment.blue = taskSets.primary(deployment.service());
        GroupState.Failure failure = deployment.group.failure;
        if (!deployment.service().active() || deployment.blue == null) {
            endings.fail(deployment, "INVALID_ECS_SERVICE", "The Amazon ECS service is not ACTIVE.");
        } else if (failure != null) {
            endings.fail(deployment, failure.code(), failure.message());
        } else if (!endings.alarmed(deployment, deployment.heeded(deployment.group.redAlarms, false))) {
            taskSets.of(deployment.service()).stream()
                    .filter(set -> set != deployment.blue)
                    .forEach(taskSets::delete);
            event(0);
        }
    }

    private void event(int index) {
        if (index == LifecycleEvent.ORDER.size()) {
            shifted();
            return;
        }
        LifecycleEvent event = deployment.events.get(index);
        if (event.name.equals("BeforeAllowTraffic") && deployment.readyWait != null && !deployment.gatePassed) {
            ready(index);
            return;
        }
        if (event.ofTests() && !deployment.group.testListener) {
            event.end("Skipped", deployment.now());
            event(index + 1);
            return;
        }
        event.begin(deployment.now());
        switch (event.name) {
            case "Install" -> install(event, index);
            case "AllowTestTraffic" -> later(SHIFT, () -> done(event, index));
            case "AllowTraffic" -> shift(event, index);
            default -> hook(event, index);
        }
    }

    private void done(LifecycleEvent event, int index) {
        event.end("Succeeded", deployment.now());
        deployment.updatedAt = deployment.now();
        event(index + 1);
    }

    private void hook(LifecycleEvent event, int index) {
        String function = deployment.revision.spec.hooks().get(event.name);
        if (function == null) {
            done(event, index);
            return;
        }
        Hook hook = deployment.group.hooks.getOrDefault(event.name, Hook.byName(function));
        boolean answers = hook.after() != null && hook.after().compareTo(Hook.LONGEST) < 0;
        later(answers ? hook.after() : Hook.LONGEST, () -> {
            if (answers && hook.well()) {
                done(event, index);
            } else {
                hookFailed(event, function, hook, answers);
            }
        });
    }

    private void hookFailed(LifecycleEvent event, String function, Hook hook, boolean answered) {
        String message = answered
                ? "The Lambda function " + function + " reported that the validation failed."
                : "The Lambda function " + function + " did not report a result within one hour.";
        event.diagnose(answered ? "ScriptFailed" : "ScriptTimedOut", function, message, hook.logTail());
        event.end("Failed", deployment.now());
        endings.fail(
                deployment,
                "HOOK_EXECUTION_FAILURE",
                "The overall deployment failed because one or more of the lifecycle event validation functions"
                        + " failed: " + event.name + ".");
    }

    private void install(LifecycleEvent event, int index) {
        AppSpec spec = deployment.revision.spec;
        try {
            deployment.green =
                    taskSets.create(deployment.service(), spec.taskDefinition(), settings(spec), deployment.id);
        } catch (AwsError e) {
            event.end("Failed", deployment.now());
            endings.fail(
                    deployment,
                    "ECS_UPDATE_ERROR",
                    "The ECS service cannot be updated due to an unexpected error: " + e.getMessage()
                            + " (Service: AmazonECS; Status Code: 400; Error Code: " + e.code
                            + "). Check your ECS service status.");
            return;
        }
        TaskSetState green = deployment.green;
        if (green.alarmAfter() != null) {
            Duration passed = Duration.between(deployment.createTime, deployment.now());
            Duration left = green.alarmAfter().minus(passed);
            boolean all = green.alarms().isEmpty();
            later(left, () -> endings.alarmed(deployment, deployment.heeded(green.alarms(), all)));
        }
        green.whenSteady(() -> {
            if (deployment.open() && !deployment.stopping && event.inProgress()) {
                done(event, index);
            }
        });
        later(INSTALL_LIMIT, () -> {
            if (event.inProgress()) {
                event.end("Failed", deployment.now());
                endings.fail(
                        deployment,
                        "TIMEOUT",
                        "The deployment timed out while waiting for the replacement task set to become healthy."
                                + " This time out period is 60 minutes.");
            }
        });
    }

    private ObjectNode settings(AppSpec spec) {
        String blueGroup = deployment.blue.targetGroupArn();
        List<String> pair = deployment.group.targetGroups;
        String other = pair.get(pair.indexOf(blueGroup) == 0 ? 1 : 0);
        return spec.settings(deployment.service().settings, other, taskSets.fargate(spec.taskDefinition()));
    }

    /** Status READY: until ContinueDeployment, or until the wait is over, which stops the deployment. */
    private void ready(int index) {
        deployment.status(Status.Ready);
        deployment.whenContinued = () -> {
            deployment.whenContinued = null;
            deployment.gatePassed = true;
            deployment.status(Status.InProgress);
            event(index);
        };
        later(deployment.readyWait, () -> {
            if (deployment.status == Status.Ready) {
                endings.expired(deployment);
            }
        });
    }

    private void shift(LifecycleEvent event, int index) {
        Routing routing = deployment.config.routing();
        deployment.greenWeight = routing.after(deployment.greenWeight);
        deployment.updatedAt = deployment.now();
        if (deployment.greenWeight < 100) {
            later(Duration.ofMinutes(routing.minutes()), () -> shift(event, index));
            return;
        }
        later(SHIFT, () -> {
            taskSets.promote(deployment.green);
            done(event, index);
        });
    }

    /** All events are over: what is left is the end of the old tasks. */
    private void shifted() {
        if (deployment.terminationWait == null) {
            deployment.status(Status.Succeeded);
            return;
        }
        deployment.terminationWaitStarted = true;
        deployment.whenContinued = this::terminate;
        later(deployment.terminationWait, this::terminate);
    }

    private void terminate() {
        if (deployment.whenContinued != null) {
            deployment.whenContinued = null;
            taskSets.delete(deployment.blue);
            later(SHIFT, () -> deployment.status(Status.Succeeded));
        }
    }

    /** Happens then if the deployment still goes on. */
    private void later(Duration time, Runnable action) {
        deployment.service().agenda.at(deployment.now().plus(time), () -> {
            if (deployment.open() && !deployment.stopping) {
                action.run();
            }
        });
    }
}
