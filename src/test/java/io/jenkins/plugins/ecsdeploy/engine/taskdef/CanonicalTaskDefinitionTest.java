package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTaskDefinitionTest {
    /** What ECS answers for a minimal definition: what it fills in is not a change. */
    @Test
    void aRegisteredDefinitionIsTheOneThatWasSent() {
        TaskDefinition sent = Given.definition("""
            family: web
            networkMode: awsvpc
            requiresCompatibilities: [FARGATE, EC2]
            cpu: .5 vCPU
            memory: 1 GB
            containerDefinitions:
              - name: web
                image: registry/web:90
                portMappings: [{containerPort: 8080}, {containerPort: 80, protocol: tcp}]
                environment: [{name: B, value: b}, {name: A, value: ''}]
                healthCheck: {command: [CMD, x]}
              - {name: sidecar, image: 'side:1', essential: false}
            volumes: [{name: v}]
            """);
        TaskDefinition registered = Given.definition("""
            taskDefinition:
              taskDefinitionArn: arn:aws:ecs:eu-central-1:123456789012:task-definition/web:7
              revision: 7
              containerDefinitions:
                - {name: sidecar, image: 'side:1', cpu: 0, essential: false, environment: [], portMappings: [], mountPoints: [], volumesFrom: [], systemControls: []}
                - environment: [{value: '', name: A}, {name: B, value: b}]
                  name: web
                  image: registry/web:90
                  cpu: 0
                  essential: true
                  portMappings: [{containerPort: 80, hostPort: 80, protocol: tcp}, {containerPort: 8080, hostPort: 8080, protocol: tcp}]
                  mountPoints: []
                  volumesFrom: []
                  systemControls: []
                  healthCheck: {command: [CMD, x], interval: 30, timeout: 5, retries: 3}
              family: web
              networkMode: awsvpc
              volumes: [{name: v, host: {}}]
              placementConstraints: []
              requiresCompatibilities: [EC2, FARGATE]
              cpu: '512'
              memory: '1024'
              enableFaultInjection: false
            """);

        assertThat(CanonicalTaskDefinition.same(sent, registered)).isTrue();
        assertThat(TaskDefinitionDiff.between(sent, registered)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        portMappings: [{containerPort: 80}]             | portMappings: [{containerPort: 80, hostPort: 0}]
        cpu: 1                                          | cpu: 1.0
        cpu: null                                       | cpu: 0
        mountPoints: [{containerPath: /a}]              | mountPoints: [{containerPath: /a, readOnly: false}]
        secrets: [{name: A, valueFrom: a}, {name: B, valueFrom: b}] | secrets: [{name: B, valueFrom: b}, {name: A, valueFrom: a}]
        ulimits: [{name: nofile}, {name: core}]         | ulimits: [{name: core}, {name: nofile}]
        dependsOn: [{containerName: a}, {containerName: b}] | dependsOn: [{containerName: b}, {containerName: a}]
        linuxParameters: {capabilities: {add: [A, B]}}  | linuxParameters: {capabilities: {add: [B, A], drop: []}}
        command: []                                     | dockerLabels: {}
        restartPolicy: {enabled: true}                  | restartPolicy: {enabled: true, restartAttemptPeriod: 300}
        versionConsistency: enabled                     | essential: true
        """)
    void theOrderOfNamesAndDefaultsDoNotCount(String one, String other) {
        TaskDefinition a = Given.web(one);
        TaskDefinition b = Given.web(other);

        assertThat(CanonicalTaskDefinition.same(a, b)).isTrue();
        assertThat(TaskDefinitionDiff.between(a, b)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        command: [a, b]                            | command: [b, a]
        command: [a, '']                           | command: [a]
        essential: false                           | essential: true
        environment: [{name: A, value: a}]         | environment: [{name: A, value: b}]
        environment: [{name: A}, {name: A, value: b}] | environment: [{name: A, value: b}, {name: A}]
        environmentFiles: [{value: a}, {value: b}] | environmentFiles: [{value: b}, {value: a}]
        dnsServers: [a, b]                         | dnsServers: [b, a]
        dockerLabels: {a: ''}                      | dockerLabels: {}
        newKey: 1                                  | cpu: 0
        cpu: 1e400000000                           | cpu: 1
        versionConsistency: disabled               | cpu: 0
        """)
    void everythingElseCounts(String one, String other) {
        TaskDefinition a = Given.web(one);
        TaskDefinition b = Given.web(other);

        assertThat(CanonicalTaskDefinition.same(a, b)).isFalse();
        assertThat(TaskDefinitionDiff.between(a, b)).isNotEmpty();
    }

    @Test
    void fieldsOfTheTaskCount() {
        String container = "containerDefinitions: [{name: web, portMappings: [{containerPort: 80}]}]";
        TaskDefinition plain = Given.definition("{" + container + "}");

        assertThat(CanonicalTaskDefinition.same(plain, Given.definition("{networkMode: bridge, " + container + "}")))
                .isTrue();
        assertThat(CanonicalTaskDefinition.same(plain, Given.definition("{networkMode: awsvpc, " + container + "}")))
                .isFalse();
        assertThat(CanonicalTaskDefinition.same(plain, Given.definition("{cpu: '256', " + container + "}")))
                .isFalse();
        assertThat(CanonicalTaskDefinition.same(
                        plain, Given.definition("{tags: [{key: a, value: b}], " + container + "}")))
                .isFalse();
        assertThat(CanonicalTaskDefinition.same(
                        Given.definition("{volumes: [{name: v, dockerVolumeConfiguration: {}}], " + container + "}"),
                        Given.definition("{volumes: [{name: v, host: {}}], " + container + "}")))
                .isFalse();
    }
}
