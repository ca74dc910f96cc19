package io.jenkins.plugins.ecsdeploy.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reasons of ECS, as its pages and its users show them, and what is made of them. */
class StopWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref x: pulling from host 1.dkr.ecr.eu-central-1.amazonaws.com failed with status code [manifests 90]: 403 Forbidden | execution role
            CannotPullContainerError: Error response from daemon: pull access denied for web, repository does not exist or may require 'docker login' | execution role
            CannotPullContainerError: pull image manifest has been retried 5 time(s): web:90: not found | name and the tag
            CannotPullContainerError: ref pull has been retried 5 time(s): dial tcp 52.1.2.3:443: i/o timeout | NAT gateway
            CannotPullContainerError: context canceled | Check the image
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: AccessDeniedException: not authorized to perform secretsmanager:GetSecretValue | read the secrets
            ResourceInitializationError: unable to pull secrets or registry auth: context deadline exceeded | does not reach AWS
            ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: The specified log group does not exist | Create the log group
            OutOfMemoryError: Container killed due to memory usage | more memory
            CannotStartContainerError: OCI runtime create failed: exec: "bin/migrat": stat bin/migrat: no such file or directory | has no such program
            Timeout waiting for network interface provisioning to complete. | free addresses
            RESOURCE:MEMORY | add some, or ask for less
            TaskFailedToStart: EMPTY CAPACITY PROVIDER | Auto Scaling group
            ATTRIBUTE | what the task definition requires
            LOCATION | Availability Zones""")
    void knowsTheRemedy(String reason, String part) {
        assertThat(StopWords.remedy(reason))
                .hasValueSatisfying(remedy -> assertThat(remedy).contains(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Essential container in task exited", "Scaling activity initiated by (deployment x)", ""})
    void saysNothingWhereItKnowsNone(String reason) {
        assertThat(StopWords.remedy(reason)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RESOURCE:CPU | true
            RESOURCE:ENI | true
            TaskFailedToStart: RESOURCE:MEMORY | true
            AGENT | true
            NO ACTIVE INSTANCES | true
            EMPTY CAPACITY PROVIDER | true
            Capacity is unavailable at this time. Please try again later or in a different availability zone | true
            You've reached the limit on the number of tasks you can run concurrently | true
            You've reached the limit on the number of vCPUs you can run concurrently | true
            ATTRIBUTE | false
            LOCATION | false
            MISSING | false
            MemberOf placement constraint unsatisfied. | false
            CannotPullContainerError: AGENT of x | false
            Essential container in task exited | false
            Your Spot Task was interrupted. | false""")
    void knowsWhatPassesByItself(String reason, boolean passes) {
        assertThat(Capacity.isLacking(reason)).isEqualTo(passes);
    }
}
