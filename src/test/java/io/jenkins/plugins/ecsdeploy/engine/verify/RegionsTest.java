package io.jenkins.plugins.ecsdeploy.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {
    @Test
    void areKnownByName() {
        assertThat(Regions.known())
                .containsEntry("eu-central-1", "Europe (Frankfurt)")
                .containsKeys("cn-north-1", "us-gov-west-1")
                .doesNotContainKey("aws-global");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "cn-north-1", "us-gov-west-1"})
    void ofAKnownOneThereIsNoDoubt(String region) {
        assertThat(Regions.doubt(region)).isEmpty();
    }

    @Test
    void aTypingErrorIsToldWithWhatWasProbablyMeant() {
        assertThat(Regions.doubt("eu-cental-1"))
                .contains("The region 'eu-cental-1' is not known here (did you mean eu-central-1?)."
                        + " It may be younger than this version of the AWS SDK");
    }

    @Test
    void aRegionThatResemblesNoneMayBeYounger() {
        assertThat(Regions.doubt("xx-moon-9"))
                .contains("The region 'xx-moon-9' is not known here."
                        + " It may be younger than this version of the AWS SDK");
    }
}
