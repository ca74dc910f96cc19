package io.jenkins.plugins.ecsdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which images are those of a private registry of Amazon ECR. */
class EcrRepositoryTest {
    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1, eu-central-1, web",
        "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/team/web:1, us-gov-west-1, team/web",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web:1, cn-north-1, web",
        "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/web:1, us-east-1, web",
        "123456789012.dkr-ecr.eu-west-1.on.aws/web:1, eu-west-1, web",
        "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/web:1, cn-north-1, web",
        "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/web:1, eusc-de-east-1, web"
    })
    void theseAre(String image, String region, String name) {
        assertThat(EcrRepository.of(ImageReference.parse(image)))
                .contains(new EcrRepository("123456789012", region, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public.ecr.aws/nginx/nginx:1",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example/web:1",
                "x.123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1",
                "12345.dkr.ecr.eu-central-1.amazonaws.com/web:1",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com:443/web:1",
                "nginx:1"
            })
    void theseAreNot(String image) {
        assertThat(EcrRepository.of(ImageReference.parse(image))).isEmpty();
    }
}
