package io.jenkins.plugins.ecsdeploy.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which builds have answered gates, as far as it was one of this Jenkins; in memory alone. AWS does not tell who did. */
public final class GateAnswers {
    private static final int KEPT = 1000;

    /** By gate, the oldest first. */
    private final Map<String, String> builds = new LinkedHashMap<>();

    /**
     * Notes the first who decides.
     *
     * @param gateId see {@link io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate#id}
     * @param build its externalizable id
     */
    public synchronized void answered(String gateId, String build) {
        builds.putIfAbsent(gateId, build);
        if (builds.size() > KEPT) {
            builds.remove(builds.keySet().iterator().next());
        }
    }

    /** The externalizable id of the build that has decided there. */
    public synchronized Optional<String> by(String gateId) {
        return Optional.ofNullable(builds.get(gateId));
    }
}
