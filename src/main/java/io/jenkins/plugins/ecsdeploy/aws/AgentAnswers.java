package io.jenkins.plugins.ecsdeploy.aws;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The credentials that agents were asked for. Those who need them follow deployments and cannot wait for an agent: they
 * ask, and look again later.
 */
final class AgentAnswers {
    /** One that hangs must not keep a thread that others need. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    /** Nobody fetches the answer to a build that was aborted meanwhile. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final AgentWork work;
    private final Scheduler scheduler;
    private final Map<Object, CompletableFuture<AgentKeys>> answers = new ConcurrentHashMap<>();

    AgentAnswers(AgentWork work, Scheduler scheduler) {
        this.work = work;
        this.scheduler = scheduler;
    }

    /**
     * Asks an agent, unless it has been asked and the answer was not fetched yet.
     *
     * @param key tells the question from others
     */
    CompletableFuture<AgentKeys> ask(Object key, VirtualChannel agent) {
        return answers.computeIfAbsent(key, any -> {
            CompletableFuture<AgentKeys> answer = work.begin(
                    agent, "asking the agent for its credentials", () -> AgentKeys.of(agent, ANSWERS_WITHIN));
            answer.whenComplete((keys, failure) -> scheduler.schedule(() -> answers.remove(key, answer), KEPT));
            return answer;
        });
    }

    /** The answer if it is there, which is given once; asks if nobody did. */
    Optional<CompletableFuture<AgentKeys>> fetch(Object key, VirtualChannel agent) {
        CompletableFuture<AgentKeys> answer = ask(key, agent);
        return answer.isDone() && answers.remove(key, answer) ? Optional.of(answer) : Optional.empty();
    }
}
