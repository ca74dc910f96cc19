package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Looks at what is about to be registered. It changes nothing, so after a restart it is simply done again. */
@FunctionalInterface
public interface Preflight {
    /**
     * Begins, and returns at once.
     *
     * @param log for what people are to know
     * @return fails with an {@link EngineException} where the definition cannot be deployed
     */
    CompletableFuture<Void> begin(EcsApi ecs, TaskDefinition definition, Consumer<String> log);
}
