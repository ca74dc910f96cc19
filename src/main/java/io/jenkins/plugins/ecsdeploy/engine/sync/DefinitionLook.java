package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.List;
import java.util.Map;

/** A registered task definition, by DescribeTaskDefinition; once for all services that run it. */
record DefinitionLook(String arn) implements Question {
    /** The document. */
    record Found(TaskDefinition document) implements Answer {}

    @Override
    public int perCall() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int rank() {
        return 3;
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        return Map.of(this, new Found(new Revisions(ecs).get(arn).document()));
    }
}
