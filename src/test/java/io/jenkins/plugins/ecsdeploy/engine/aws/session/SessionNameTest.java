package io.jenkins.plugins.ecsdeploy.engine.aws.session;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SessionNameTest {
    @Test
    void showsJobAndBuild() {
        assertThat(SessionName.of("shop/deploy-web", 12)).isEqualTo("shop.deploy-web@12");
        assertThat(SessionName.of("shop/feature%2Flogin", 3)).isEqualTo("shop.feature_2Flogin@3");
    }

    @Test
    void ofALongNameTheEndAndTheBuildAreKept() {
        String name = SessionName.of("division/".repeat(10) + "deploy web to live", 1234567);

        assertThat(name).hasSize(64).endsWith(".deploy_web_to_live@1234567");
    }

    @Property
    void stsTakesItWhateverTheJobIsCalled(@ForAll @NotEmpty String job, @ForAll @IntRange(min = 1) int build) {
        assertThat(SessionName.of(job, build)).matches("[A-Za-z0-9_+=,.@-]{2,64}");
    }
}
