package io.jenkins.plugins.ecsdeploy.engine.verify;

import java.util.List;
import java.util.Optional;

/**
 * What was found out.
 *
 * @param cluster nothing if it could not be asked for
 * @param attempts all calls, in the order in which they were tried; the last one failed if they ended early
 */
public record ConnectionReport(Optional<Identity> identity, Optional<Cluster> cluster, List<Attempt> attempts) {
    /** Who AWS says that one is. */
    public record Identity(String account, String arn) {}

    /**
     * The cluster that was asked for.
     *
     * @param status {@code ACTIVE}, {@code INACTIVE} …; {@code MISSING} if there is none of that name
     * @param nearest in place of a missing one, the one that was probably meant
     */
    public record Cluster(String name, String status, int activeServices, int runningTasks, Optional<String> nearest) {
        public boolean usable() {
            return "ACTIVE".equals(status);
        }
    }

    public ConnectionReport {
        attempts = List.copyOf(attempts);
    }

    public List<Attempt> with(Attempt.Outcome outcome) {
        return attempts.stream().filter(attempt -> attempt.outcome() == outcome).toList();
    }
}
