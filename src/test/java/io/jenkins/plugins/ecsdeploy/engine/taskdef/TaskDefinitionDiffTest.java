package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskDefinitionDiffTest {
    private static final TaskDefinition BEFORE = Given.definition("""
        family: web
        cpu: '256'
        executionRoleArn: arn:aws:iam::123456789012:role/a
        tags: [{key: team, value: a}]
        containerDefinitions:
          - name: web
            image: registry/web:89
            memory: 512
            command: [run, --password, hunter2]
            environment: [{name: LOG_LEVEL, value: info}, {name: OLD, value: o1}, {name: SAME, value: same}]
            secrets: [{name: DB, valueFrom: arn-of-1}]
            dockerLabels: {team: a}
            portMappings: [{containerPort: 80}]
            logConfiguration: {logDriver: splunk, options: {splunk-token: t0ken}}
          - {name: gone, image: gone}
        """);

    private static final TaskDefinition AFTER = Given.definition("""
        family: web
        cpu: '512'
        taskRoleArn: arn:aws:iam::123456789012:role/b
        tags: [{key: team, value: b}]
        containerDefinitions:
          - name: web
            image: registry/web:90
            memory: 1024
            command: [run, --password, hunter3]
            environment: [{name: NEW, value: n}, {name: LOG_LEVEL, value: "debug\\nforged line"}, {name: SAME, value: same}]
            secrets: [{name: DB, valueFrom: arn-of-2}]
            dockerLabels: {team: b}
            portMappings: [{containerPort: 80, hostPort: 8080}, {containerPort: 81}]
            logConfiguration: {logDriver: splunk, options: {splunk-token: t1ken}}
          - {name: new, image: 'new:1'}
        """);

    @Test
    void saysWhatChangedWithoutTheValuesOfUsers() {
        assertThat(TaskDefinitionDiff.between(BEFORE, AFTER))
                .containsExactly(
                        "gone: container removed",
                        "web: command changed",
                        "web: dockerLabels.team changed",
                        "web: variable LOG_LEVEL changed",
                        "web: variable OLD removed",
                        "web: variable NEW added",
                        "web: image registry/web:89 → registry/web:90",
                        "web: logConfiguration.options.splunk-token changed",
                        "web: memory 512 → 1024",
                        "web: portMappings[80/tcp].hostPort 0 → 8080",
                        "web: portMappings[81/tcp] added",
                        "web: secret DB changed",
                        "new: container added with image new:1",
                        "cpu 256 → 512",
                        "executionRoleArn removed",
                        "tags[team].value a → b",
                        "taskRoleArn added: arn:aws:iam::123456789012:role/b");
    }

    @Test
    void showsValuesWhenAsked() {
        assertThat(TaskDefinitionDiff.between(BEFORE, AFTER, true))
                .contains(
                        "web: command [\"run\",\"--password\",\"hunter2\"] → [\"run\",\"--password\",\"hunter3\"]",
                        "web: dockerLabels.team a → b",
                        "web: variable LOG_LEVEL info → \"debug\\nforged line\"",
                        "web: variable OLD removed",
                        "web: variable NEW added: n",
                        "web: secret DB arn-of-1 → arn-of-2");
    }

    @Test
    void saysNothingWhenNothingChanged() {
        assertThat(TaskDefinitionDiff.between(BEFORE, BEFORE)).isEmpty();
    }

    @Test
    void aListThatHasANameTwiceIsShownAsAWhole() {
        assertThat(TaskDefinitionDiff.between(
                        Given.web("environment: [{name: A, value: 1}, {name: A, value: 2}]"),
                        Given.web("environment: [{name: A, value: 2}, {name: A, value: 1}]")))
                .containsExactly("web: environment changed");
    }

    @Test
    void anotherTypeOfValueIsAChange() {
        assertThat(TaskDefinitionDiff.between(Given.web("healthCheck: {command: [a]}"), Given.web("healthCheck: x")))
                .containsExactly("web: healthCheck changed");
    }

    @Test
    void aMemberOfAVariableThatIsNotItsValueIsAChangeToo() {
        assertThat(TaskDefinitionDiff.between(
                        Given.web("environment: [{name: A, value: 1}]"),
                        Given.web("environment: [{name: A, value: 1, x: y}]")))
                .containsExactly("web: variable A changed");
    }
}
