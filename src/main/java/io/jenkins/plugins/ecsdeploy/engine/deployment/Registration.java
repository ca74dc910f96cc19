package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.Render;
import io.jenkins.plugins.ecsdeploy.engine.render.Rendered;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.CanonicalTaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionDiff;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/** Finds or registers the revision to deploy, and writes its ARN into the record. */
final class Registration {
    /** How many revisions of a family can come within the moments that an answer is lost. */
    private static final int NEWEST = 5;

    private final EcsApi ecs;
    private final Revisions revisions;
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final RetryingHost host;
    private final Instant now;
    private final BooleanSupplier mayBegin;

    /** @param mayBegin false when nothing is to be registered yet */
    Registration(
            EcsApi ecs,
            DeployRequest request,
            DeploymentRecord record,
            RetryingHost host,
            Instant now,
            BooleanSupplier mayBegin) {
        this.now = now;
        this.ecs = ecs;
        this.revisions = new Revisions(ecs);
        this.request = request;
        this.record = record;
        this.host = host;
        this.mayBegin = mayBegin;
    }

    /** Brings the record to {@link Phase#REGISTERED}, unless it may not begin yet. */
    void run(Service live) {
        // While it waits for its turn, the revision that the service runs is read once.
        Revision before = record.live != null && record.live.arn().equals(live.taskDefinition())
                ? record.live
                : revisions.get(live.taskDefinition());
        record.live = before;
        Optional<Base> asItIs = request.definition().revisionAsItIs();
        if (asItIs.isPresent()) {
            use(asItIs.get() instanceof Base.Revision named ? deployable(named.id()) : before, before);
            return;
        }
        Rendered rendered = Render.render(
                request.definition(),
                base -> base instanceof Base.Revision named
                        ? revisions.get(named.id()).document()
                        : before.document());
        TaskDefinition wanted = rendered.document();
        if (mayBeSkipped() && CanonicalTaskDefinition.same(wanted, before.document())) {
            rendered.notes().forEach(host::log);
            use(before, before);
            return;
        }
        String family = wanted.family()
                .orElseThrow(() -> new EngineException(
                        wanted.place() + " has no family, so it cannot be registered. Add" + " \"family\" to it"));
        if (!mayBegin.getAsBoolean()) {
            return;
        }
        Optional<String> registered = registeredBefore(family, wanted, before.arn());
        if (registered.isEmpty()) {
            awaitTurn(live.serviceArn());
        }
        rendered.notes().forEach(host::log);
        TaskDefinitionDiff.between(before.document(), wanted).forEach(line -> host.log("  " + line));
        String arn = registered.orElseGet(() -> register(family, wanted));
        use(new Revision(arn, true, wanted), before);
    }

    /** A forced deployment is of the definition that is there; registering a twin of it would add nothing. */
    private boolean mayBeSkipped() {
        return request.skipUnchanged() || request.forceNewDeployment();
    }

    private Revision deployable(String id) {
        Revision revision = revisions.get(id);
        if (!revision.active()) {
            throw new EngineException("Task definition " + Arns.shortName(revision.arn())
                    + " is INACTIVE: it was deregistered, and ECS starts nothing with it. Name an active revision");
        }
        return revision;
    }

    private void use(Revision revision, Revision before) {
        record.taskDefinitionArn = revision.arn();
        record.sameDefinition = revision.arn().equals(before.arn());
        record.images = new LinkedHashMap<>(revision.document().images());
        record.phase = Phase.REGISTERED;
        record.live = null;
        host.remember(record);
    }

    /**
     * A crash or a lost answer may have come after ECS had registered our document. Then it is among the newest of its
     * family: registering it again would only make a twin of it.
     */
    private Optional<String> registeredBefore(String family, TaskDefinition wanted, String live) {
        if (record.phase != Phase.REGISTERING) {
            return Optional.empty();
        }
        Optional<Revision> next = revisions.find(family);
        for (int i = 0; i < NEWEST && next.isPresent(); i++) {
            if (next.get().active() && CanonicalTaskDefinition.same(next.get().document(), wanted)) {
                return next.map(Revision::arn);
            }
            // Other builds may have registered theirs meanwhile.
            int number = Arns.revision(next.get().arn());
            int known = Arns.family(live).equals(family) ? Arns.revision(live) : 0;
            next = number > known + 1 ? revisions.find(family + ":" + (number - 1)) : Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * Many deployments that begin at once would be throttled, so they take turns.
     *
     * @throws NotYet when the turn is later
     */
    private void awaitTurn(String serviceArn) {
        if (record.registersAt == null) {
            Duration wait = ecs.registrationTurn(Arns.regionAndAccount(serviceArn), now);
            record.registersAt = now.plus(wait);
            if (!wait.isZero()) {
                host.log("Many revisions are being registered; this one has its turn in " + Durations.inWords(wait));
            }
        }
        Duration wait = Duration.between(now, record.registersAt);
        if (!wait.isNegative() && !wait.isZero()) {
            throw new NotYet(wait);
        }
        record.registersAt = null;
    }

    private String register(String family, TaskDefinition wanted) {
        host.rememberBefore(record, Phase.REGISTERING);
        try {
            String arn = ecs.registerTaskDefinition(wanted.json());
            host.log("Registered " + Arns.shortName(arn));
            return arn;
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("RegisterTaskDefinition of family " + family, e);
        }
    }
}
