package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who of this program has answered at which gate, for those who wait at the same one: AWS tells that a gate was answered,
 * and not by whom. In memory alone; after a restart it is not known any more.
 */
public final class AnsweredGates {
    /** Nobody waits any longer for an answer that is so many answers old. */
    private static final int KEPT = 1_000;

    /**
     * An answer that AWS has taken.
     *
     * @param deployment AWS's name of it
     * @param who {@link io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentHost#who}
     */
    public record Answered(String deployment, Gate gate, GateAnswer answer, String who) {}

    private final Map<String, Answered> answered = new LinkedHashMap<>();

    /** To be called when AWS has taken an answer. Of several answers at a gate the first one counts. */
    public synchronized void add(Answered answer) {
        answered.putIfAbsent(key(answer.deployment(), answer.gate()), answer);
        if (answered.size() > KEPT) {
            answered.remove(answered.keySet().iterator().next());
        }
    }

    public synchronized Optional<Answered> at(String deployment, Gate gate) {
        return Optional.ofNullable(answered.get(key(deployment, gate)));
    }

    /** All of a deployment, in the order in which they were given. */
    public synchronized List<Answered> of(String deployment) {
        return answered.values().stream()
                .filter(answer -> answer.deployment().equals(deployment))
                .toList();
    }

    private static String key(String deployment, Gate gate) {
        return deployment + " " + gate.id();
    }
}
