package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.NewRevision;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.Render;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.Rendered;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.CanonicalTaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The revision that a task is run with: found, or registered once. A document that is the newest revision of its family
 * already is not registered again, so that the migration and the deployment after it can have the same. To be kept while it
 * waits for its turn to register.
 */
final class TaskRevision {
    private final Consumer<String> log;
    private final NewRevision registering;

    TaskRevision(Consumer<String> log) {
        this.log = log;
        this.registering = new NewRevision(log);
    }

    /**
     * The revision.
     *
     * @param live the ARN of the one that the service runs
     * @param repeated whether it may have been registered before, so that it is looked for
     * @param check hears what is to be run, before anything is registered; may throw to prevent that
     * @param beforeCall is run before the call that registers, and may throw to prevent it
     * @throws io.jenkins.plugins.ecsdeploy.engine.poll.NotYet when it is not its turn to register
     */
    Revision get(
            EcsApi ecs,
            RenderRequest definition,
            Optional<String> live,
            boolean repeated,
            Instant now,
            Consumer<TaskDefinition> check,
            Runnable beforeCall) {
        Revisions revisions = new Revisions(ecs);
        Optional<Base> asItIs = definition.revisionAsItIs();
        if (asItIs.isPresent()) {
            Revision named = NewRevision.startable(revisions.get(id(asItIs.get(), live)));
            check.accept(named.document());
            return named;
        }
        Rendered rendered =
                Render.render(definition, base -> revisions.get(id(base, live)).document());
        TaskDefinition document = rendered.document();
        check.accept(document);
        Optional<Revision> newest = revisions
                .find(NewRevision.family(document))
                .filter(revision -> CanonicalTaskDefinition.same(revision.document(), document));
        if (newest.isPresent()) {
            return newest.get();
        }
        Optional<String> before = repeated ? NewRevision.registeredBefore(revisions, document, 0) : Optional.empty();
        if (before.isEmpty()) {
            registering.awaitTurn(ecs, account(ecs, live), now);
        }
        rendered.notes().forEach(log);
        String arn = before.orElseGet(() -> registering.register(ecs, document, beforeCall));
        return new Revision(arn, true, document);
    }

    private static String id(Base base, Optional<String> live) {
        return base instanceof Base.Revision named
                ? named.id()
                : live.orElseThrow(
                        () -> new EngineException("There is no service whose task definition could be run. Name"
                                + " one with service, or the task definition with taskDefinition"));
    }

    /** Whose limit of registrations it is; of an account that nothing names, the identity stands for it. */
    private static String account(EcsApi ecs, Optional<String> live) {
        return live.map(Arns::regionAndAccount)
                .orElseGet(() -> ecs.place().region() + ":" + ecs.place().identity());
    }
}
