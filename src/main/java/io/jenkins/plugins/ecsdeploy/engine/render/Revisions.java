package io.jenkins.plugins.ecsdeploy.engine.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ClientException;

/** Reads registered task definitions. */
public final class Revisions {
    private final EcsApi ecs;

    public Revisions(EcsApi ecs) {
        this.ecs = ecs;
    }

    /**
     * The revision of that name.
     *
     * @param id a family, {@code family:revision} or an ARN
     * @throws EngineException when there is none, or it may not be read
     */
    public Revision get(String id) {
        return find(id).orElseThrow(() ->
                new EngineException("Task definition " + id + " was not found in this account and region."
                        + " Check the family and the revision, and that the credentials are of the right account"));
    }

    /**
     * The revision that the base means.
     *
     * @throws EngineException when it, or the service that runs it, is not there or may not be read
     */
    public Revision of(Base base) {
        if (base instanceof Base.LiveRevision live) {
            return get(Services.describe(ecs, live.cluster(), live.service()).taskDefinition());
        }
        return get(((Base.Revision) base).id());
    }

    /** The revision of that name, or nothing when ECS does not have it. */
    public Optional<Revision> find(String id) {
        JsonNode answer;
        try {
            answer = ecs.describeTaskDefinition(id);
        } catch (SdkException e) {
            if (isNotThere(e)) {
                return Optional.empty();
            }
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("DescribeTaskDefinition " + id, e);
        }
        JsonNode definition = answer.path("taskDefinition");
        return Optional.of(new Revision(
                definition.path("taskDefinitionArn").asText(),
                "ACTIVE".equals(definition.path("status").asText()),
                TaskDefinition.of(id, answer)));
    }

    /** ECS has no code of its own for "not there": DescribeTaskDefinition answers with its general ClientException. */
    private static boolean isNotThere(SdkException e) {
        return e instanceof ClientException
                && String.valueOf(e.getMessage()).contains("Unable to describe task definition");
    }
}
