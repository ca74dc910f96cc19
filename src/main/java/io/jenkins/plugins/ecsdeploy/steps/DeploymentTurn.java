package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceTurns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The turn of a deployment among all of this Jenkins that are for the same service. */
public final class DeploymentTurn {
    /** After a restart, those that had begun take their turns again before those that had not. */
    public static final Duration BEGUN_FIRST = Duration.ofSeconds(5);

    private DeploymentTurn() {}

    /**
     * Joins those who wait for the service.
     *
     * @param begin called when it is its turn, perhaps before this returns; must not block
     * @param log hears who is waited for
     */
    public static ServiceTurns.Turn take(Run<?, ?> run, DeploymentRecord record, Runnable begin, Consumer<String> log) {
        ServiceTurns.Turn turn = EcsRuntime.get()
                .turns()
                .join(
                        record.serviceKey(),
                        run.getExternalizableId(),
                        record.startedMillis(),
                        record.mayHaveBegun(),
                        begin);
        List<String> ahead = turn.waitsFor();
        if (!ahead.isEmpty()) {
            log.accept("Waiting for " + BuildsAhead.inLog(ahead, run) + " to service " + record.service()
                    + " in cluster " + record.cluster());
        }
        return turn;
    }
}
