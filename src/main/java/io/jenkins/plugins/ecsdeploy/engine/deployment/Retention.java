package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * After a success: deregisters the older revisions of the family beyond the newest ones that nothing uses. In short
 * tasks, one revision each, at the pace that ECS allows. What goes wrong is said, and does not spoil the success. After a
 * restart it looks again at what is left, so nothing has to be written down meanwhile.
 */
final class Retention {
    private static final int ATTEMPTS = 5;
    /** The step waits for it, so the first time in a family with hundreds of revisions must not take for ever. */
    static final int AT_MOST = 100;

    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final Scheduler scheduler;
    private final BooleanSupplier cancelled;
    private final Runnable done;
    private Deque<String> left;
    private int failures;

    /** @param done is run at the end, whatever came of it; not if it was cancelled */
    Retention(
            DeploymentRecord record,
            DeploymentHost host,
            Scheduler scheduler,
            BooleanSupplier cancelled,
            Runnable done) {
        this.record = record;
        this.host = host;
        this.scheduler = scheduler;
        this.cancelled = cancelled;
        this.done = done;
    }

    static boolean isWanted(DeploymentRecord record) {
        return record.keepRevisions > 0 && record.status == Status.SUCCESSFUL && !record.revisionsTidied;
    }

    /** Looks, and goes on later with what is too much. */
    void start() {
        step();
    }

    private void step() {
        if (cancelled.getAsBoolean()) {
            return;
        }
        try {
            EcsApi ecs = host.ecs();
            if (left == null) {
                left = surplus(ecs);
            } else {
                deregister(ecs, left.peek());
                left.poll();
            }
            failures = 0;
            next(ecs);
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
                    this::step,
                    ecs.deregistrationTurn(Arns.regionAndAccount(record.taskDefinitionArn), scheduler.now()));
        }
    }

    private void afterFailedCall(SdkException e) {
        failures++;
        if (AwsFailure.isTransient(e) && failures < ATTEMPTS) {
            scheduler.schedule(this::step, PollInterval.afterFailures(failures));
        } else {
            String what = left == null
                    ? "What uses the revisions of " + Arns.family(record.taskDefinitionArn) + " could not be read"
                    : Arns.shortName(left.peek()) + " could not be deregistered";
            end("Older revisions are left as they are. " + what + ": " + AwsFailure.text(e));
        }
    }

    private void end(String problem) {
        if (problem != null) {
            host.log(problem);
        }
        record.revisionsTidied = true;
        host.remember(record);
        done.run();
    }

    private void deregister(EcsApi ecs, String arn) {
        // The answer to the call before may have been lost after it was carried out.
        boolean goneAlready = failures > 0
                && !new Revisions(ecs).find(arn).map(Revision::active).orElse(false);
        if (!goneAlready) {
            ecs.deregisterTaskDefinition(arn);
        }
        host.log("Deregistered " + Arns.shortName(arn));
    }

    /** The revisions that may go, the oldest first. */
    private Deque<String> surplus(EcsApi ecs) {
        String family = Arns.family(record.taskDefinitionArn);
        int deployed = Arns.revision(record.taskDefinitionArn);
        List<String> older = ecs.activeRevisions(family).stream()
                .filter(arn -> Arns.family(arn).equals(family))
                .sorted(Comparator.comparing(Arns::revision).reversed())
                .skip(record.keepRevisions)
                // A newer one may be about to be deployed by another build.
                .filter(arn -> Arns.revision(arn) < deployed)
                .filter(arn -> !arn.equals(record.previousTaskDefinitionArn))
                .sorted(Comparator.comparing(Arns::revision))
                .toList();
        if (older.isEmpty()) {
            return new ArrayDeque<>();
        }
        Set<String> used = new RevisionsInUse(ecs, family, host::log).in(record.cluster);
        List<String> unused = older.stream().filter(arn -> !used.contains(arn)).toList();
        if (unused.size() > AT_MOST) {
            host.log(unused.size() + " older revisions are not used; the oldest " + AT_MOST
                    + " are deregistered now, the others after later deployments");
        }
        return new ArrayDeque<>(unused.stream().limit(AT_MOST).toList());
    }
}
