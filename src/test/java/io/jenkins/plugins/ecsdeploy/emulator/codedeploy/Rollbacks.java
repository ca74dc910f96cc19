package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.TaskSetState;
import io.jenkins.plugins.ecsdeploy.emulator.TaskSets;
import java.time.Duration;

/**
 * Rollbacks: each is a deployment of its own, with the revision that was deployed before. Source: "Redeploy and roll
 * back a deployment with CodeDeploy".
 */
final class Rollbacks {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration SHIFT = Duration.ofSeconds(5);

    private final CodeDeployState state;
    private final TaskSets taskSets;

    Rollbacks(CodeDeployState state, TaskSets taskSets) {
        this.state = state;
        this.taskSets = taskSets;
    }

    /** The deployment that goes back does not exist in the same moment in which the other one ends. */
    void begin(CodeDeployment ended) {
        if (ended.back()) {
            return;
        }
        // AppSpec "hooks": during BeforeInstall "a rollback is not possible", for there is nothing yet to go back from.
        if (ended.green == null || ended.previousRevision == null) {
            ended.rollbackMessage = "The deployment cannot be rolled back: there is nothing to go back "
                    + (ended.green == null ? "from." : "to.");
            return;
        }
        ended.service().agenda.at(ended.now().plus(MOMENT), () -> {
            if (ended.group.active() == null) {
                create(ended);
            }
        });
    }

    private void create(CodeDeployment ended) {
        CodeDeployment back = state.add(
                ended.group,
                ended.previousRevision,
                ended.config,
                "codeDeployRollback",
                Json.object().put("description", "Automatic rollback of " + ended.id));
        back.triggering = ended;
        back.rollbackMessage = "Deployment " + ended.id + " is rolled back by this deployment.";
        back.blue = ended.blue;
        back.green = ended.green;
        back.greenWeight = ended.greenWeight;
        ended.rollbackId = back.id;
        ended.rollbackMessage = "Deployment " + back.id + " rolls this deployment back.";
        later(back, MOMENT, () -> start(back));
    }

    private void start(CodeDeployment back) {
        back.startTime = back.now();
        back.status(Status.InProgress);
        GroupState.Failure failure = back.group.rollbackFailure;
        LifecycleEvent shift = back.event("AllowTraffic");
        back.events.stream().filter(event -> event != shift).forEach(event -> event.status = "Skipped");
        shift.begin(back.now());
        if (failure != null) {
            shift.end("Failed", back.now());
            back.errorCode = failure.code();
            back.errorMessage = failure.message();
            back.status(Status.Failed);
            return;
        }
        later(back, SHIFT, () -> {
            back.greenWeight = 0;
            TaskSetState blue = back.blue;
            if (!blue.primary()) {
                taskSets.promote(blue);
            }
            taskSets.delete(back.green);
            shift.end("Succeeded", back.now());
            back.status(Status.Succeeded);
        });
    }

    private static void later(CodeDeployment deployment, Duration time, Runnable action) {
        deployment.service().agenda.at(deployment.now().plus(time), () -> {
            if (deployment.open() && !deployment.stopping) {
                action.run();
            }
        });
    }
}
