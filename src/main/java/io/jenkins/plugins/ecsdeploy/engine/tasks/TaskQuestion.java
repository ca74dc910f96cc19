package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/** A task as it is, by DescribeTasks. */
record TaskQuestion(String cluster, String arn) implements Question {
    /** The task; nothing if ECS does not know it, not yet or not any more. */
    record Found(Optional<Task> task) implements Answer {}

    /** DescribeTasks, {@code tasks}. */
    @Override
    public int perCall() {
        return 100;
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public boolean isLike(Question other) {
        return other instanceof TaskQuestion question && question.cluster.equals(cluster);
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        List<TaskQuestion> asked =
                alike.stream().map(TaskQuestion.class::cast).distinct().toList();
        Map<Question, Answer> answers = new HashMap<>();
        asked.forEach(question -> answers.put(question, new Found(Optional.empty())));
        ecs.describeTasks(cluster, asked.stream().map(TaskQuestion::arn).toList())
                .forEach(task -> answers.put(new TaskQuestion(cluster, task.taskArn()), new Found(Optional.of(task))));
        return answers;
    }
}
