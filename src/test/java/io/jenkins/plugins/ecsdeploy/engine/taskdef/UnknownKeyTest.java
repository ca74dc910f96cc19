package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnknownKeyTest {
    @Test
    void findsThemWithTheirPathAndWhatWasMeant() {
        TaskDefinition definition = Given.definition("""
            Family: f
            somethingNew: {with: [parts]}
            containerDefinitions:
              - name: web
                memroy: 512
                portMappings: [{containerPort: 80}, {containerport: 81}]
                logConfiguration: {logDriver: awslogs, option: {}}
                healthCheck: {comand: [CMD]}
            volumes: [{name: v, efsVolumeConfiguration: {fileSystemID: fs-1}}]
            """);

        assertThat(UnknownKey.in(definition))
                .containsExactly(
                        new UnknownKey("Family", Optional.of("family")),
                        new UnknownKey("somethingNew", Optional.empty()),
                        new UnknownKey("containerDefinitions[0].memroy", Optional.of("memory")),
                        new UnknownKey(
                                "containerDefinitions[0].portMappings[1].containerport", Optional.of("containerPort")),
                        new UnknownKey("containerDefinitions[0].logConfiguration.option", Optional.of("options")),
                        new UnknownKey("containerDefinitions[0].healthCheck.comand", Optional.of("command")),
                        new UnknownKey("volumes[0].efsVolumeConfiguration.fileSystemID", Optional.of("fileSystemId")));
    }

    @Test
    void saysWhatHappensToThem() {
        assertThat(new UnknownKey("containerDefinitions[0].memroy", Optional.of("memory")).message())
                .isEqualTo("containerDefinitions[0].memroy is unknown to this version of the AWS SDK (did you mean"
                        + " memory?). It is sent to ECS unchanged");
        assertThat(new UnknownKey("new", Optional.empty()).message())
                .isEqualTo("new is unknown to this version of the AWS SDK. It is sent to ECS unchanged");
    }

    @Test
    void theKeysOfUsersAreTheirOwn() {
        assertThat(UnknownKey.in(Given.definition("""
            containerDefinitions:
              - name: web
                dockerLabels: {memroy: x}
                logConfiguration: {logDriver: awslogs, options: {awslogs-grp: x}}
                firelensConfiguration: {type: fluentbit, options: {x: y}}
            volumes: [{name: v, dockerVolumeConfiguration: {driverOpts: {x: y}, labels: {x: y}}}]
            """))).isEmpty();
    }

    @Test
    void doesNotStumbleOverOtherTypesOfValues() {
        assertThat(UnknownKey.in(Given.definition("""
            containerDefinitions:
              - name: web
                portMappings: {containerPort: 80}
                healthCheck: [text]
                environment: [text, 1, null]
            cpu: {a: b}
            """))).isEmpty();
    }
}
