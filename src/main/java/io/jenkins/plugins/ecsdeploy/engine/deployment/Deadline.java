package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import java.time.Duration;
import java.time.Instant;

/** How long a step may take, all waits included; what is said when that is over. */
final class Deadline {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;

    Deadline(DeploymentContext deployment) {
        this.deployment = deployment;
        this.record = deployment.record();
    }

    /** Since the step began, before a restart and in a queue, too. */
    Duration age() {
        return Duration.between(Instant.ofEpochMilli(record.startedMillis()), deployment.now());
    }

    boolean isOver() {
        return deployment
                .request()
                .timeout()
                .filter(timeout -> age().compareTo(timeout) > 0)
                .isPresent();
    }

    /** That pause, or what is left of the time. */
    Duration cut(Duration pause) {
        return deployment
                .request()
                .timeout()
                .map(timeout -> timeout.minus(age()).plusMillis(1))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .filter(left -> left.compareTo(pause) < 0)
                .orElse(pause);
    }

    /** What the step fails with. */
    EngineException failure() {
        return new EngineException(words());
    }

    private String words() {
        String within =
                "within " + deployment.request().timeout().orElseThrow().toMinutes() + " minutes (timeoutMinutes)";
        if (!record.isBegun()) {
            return "Service " + record.service() + " was not updated " + within;
        }
        String what = "The deployment of " + Outcome.what(record);
        return record.failure() == null
                ? what + " did not end " + within
                : what + " failed: " + record.failure() + ". " + record.carriedOutBy() + " had not finished with it "
                        + within;
    }
}
