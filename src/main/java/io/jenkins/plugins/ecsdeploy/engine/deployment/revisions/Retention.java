package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * After a success: deregisters the older revisions of the family beyond the newest ones that nothing uses. In short
 * tasks, one revision each, at the pace that ECS allows. What goes wrong is said, and does not spoil the success. After a
 * restart it looks again at what is left, so nothing has to be written down meanwhile.
 */
public final class Retention {
    private static final int ATTEMPTS = 5;
    /** The step waits for it, so the first time in a family with hundreds of revisions must not take for ever. */
    public static final int AT_MOST = 100;

    /**
     * Which revisions stay.
     *
     * @param keep how many of the family
     * @param cluster whose services must be readable
     * @param deployed the ARN of the revision that was deployed, whose family is meant
     * @param previous the ARN of the one before, which is one to go back to
     */
    public record Rule(int keep, String cluster, String deployed, String previous) {}

    private final Rule rule;
    private final Supplier<Set<String>> alsoUsed;
    private final Supplier<EcsApi> ecs;
    private final Scheduler scheduler;
    private final Consumer<String> log;
    private final BooleanSupplier cancelled;
    private final Runnable done;
    private Deque<String> left;
    private int failures;

    /**
     * @param alsoUsed the ARNs of further revisions that are to stay; may throw, and then all of them stay
     * @param done is run at the end, whatever came of it; not if it was cancelled
     */
    public Retention(
            Rule rule,
            Supplier<Set<String>> alsoUsed,
            Supplier<EcsApi> ecs,
            Scheduler scheduler,
            Consumer<String> log,
            BooleanSupplier cancelled,
            Runnable done) {
        this.rule = rule;
        this.alsoUsed = alsoUsed;
        this.ecs = ecs;
        this.scheduler = scheduler;
        this.log = log;
        this.cancelled = cancelled;
        this.done = done;
    }

    /** Looks, and goes on later with what is too much. */
    public void start() {
        step();
    }

    private void step() {
        if (cancelled.getAsBoolean()) {
            return;
        }
        try {
            EcsApi api = ecs.get();
            if (left == null) {
                left = surplus(api);
            } else {
                deregister(api, left.peek());
                left.poll();
            }
            failures = 0;
            next(api);
        } catch (SdkException e) {
            afterFailedCall(e);
        } catch (Throwable e) {
            // Whatever it is: a task that throws is dropped by its pool, and the step would wait for ever.
            end("Older revisions are left as they are: " + e.getMessage());
        }
    }

    private void next(EcsApi ecs) {
        if (left.isEmpty()) {
            end(null);
        } else {
            scheduler.schedule(
                    this::step, ecs.deregistrationTurn(Arns.regionAndAccount(rule.deployed()), scheduler.now()));
        }
    }

    private void afterFailedCall(SdkException e) {
        failures++;
        if (AwsFailure.isTransient(e) && failures < ATTEMPTS) {
            scheduler.schedule(this::step, Backoff.afterFailures(failures));
        } else {
            String what = left == null
                    ? "What uses the revisions of " + Arns.family(rule.deployed()) + " could not be read"
                    : Arns.shortName(left.peek()) + " could not be deregistered";
            end("Older revisions are left as they are. " + what + ": " + AwsFailure.text(e));
        }
    }

    private void end(String problem) {
        if (problem != null) {
            log.accept(problem);
        }
        done.run();
    }

    private void deregister(EcsApi ecs, String arn) {
        // The answer to the call before may have been lost after it was carried out.
        boolean goneAlready = failures > 0
                && !new Revisions(ecs).find(arn).map(Revision::active).orElse(false);
        if (!goneAlready) {
            ecs.deregisterTaskDefinition(arn);
        }
        log.accept("Deregistered " + Arns.shortName(arn));
    }

    /** The revisions that may go, the oldest first. */
    private Deque<String> surplus(EcsApi ecs) {
        String family = Arns.family(rule.deployed());
        int deployed = Arns.revision(rule.deployed());
        List<String> older = ecs.activeRevisions(family).stream()
                .filter(arn -> Arns.family(arn).equals(family))
                .sorted(Comparator.comparing(Arns::revision).reversed())
                .skip(rule.keep())
                // A newer one may be about to be deployed by another build.
                .filter(arn -> Arns.revision(arn) < deployed)
                .filter(arn -> !arn.equals(rule.previous()))
                .sorted(Comparator.comparing(Arns::revision))
                .toList();
        if (older.isEmpty()) {
            return new ArrayDeque<>();
        }
        Set<String> used = new RevisionsInUse(ecs, family, log).in(rule.cluster());
        used.addAll(alsoUsed.get());
        List<String> unused = older.stream().filter(arn -> !used.contains(arn)).toList();
        if (unused.size() > AT_MOST) {
            log.accept(unused.size() + " older revisions are not used; the oldest " + AT_MOST
                    + " are deregistered now, the others after later deployments");
        }
        return new ArrayDeque<>(unused.stream().limit(AT_MOST).toList());
    }
}
