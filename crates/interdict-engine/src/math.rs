//! The only transcendental functions that may enter state, over one pinned pure-Rust library.
//!
//! The standard library's `exp`, `ln`, `sin`... have no guaranteed precision and differ between
//! machines. `+ - * /` and `sqrt` are exact by IEEE 754 and may be used as they are. There is no power
//! with a real exponent: it costs five times an exponential; whole powers are squarings
//! ([`crate::sample::power`]).

/// `e` to the power `x`.
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `exp(x) - 1`, exact to the last figures where `x` is small.
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Natural logarithm.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `ln(1 + x)`, exact to the last figures where `x` is small.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Sine of an angle in radians.
#[inline]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of an angle in radians.
#[inline]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Tangent of an angle in radians.
#[inline]
pub fn tan(x: f64) -> f64 {
    libm::tan(x)
}

/// The angle in `-π/2..=π/2` with this sine.
#[inline]
pub fn asin(x: f64) -> f64 {
    libm::asin(x)
}

/// The angle in `0..=π` with this cosine.
#[inline]
pub fn acos(x: f64) -> f64 {
    libm::acos(x)
}

/// The angle in `-π..=π` of the point (`x`, `y`), counted from the `x` axis.
#[inline]
pub fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}

/// Square root (exact by IEEE 754).
#[inline]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// Distribution function of the standard normal law.
#[inline]
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * core::f64::consts::FRAC_1_SQRT_2)
}

/// Quantile of the standard normal law, by Wichura's AS 241 (PPND16): about 16 figures.
///
/// M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied
/// Statistics 37 (1988), 477-484.
#[inline]
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 {
        return if q < 0.0 {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        };
    }
    let r = sqrt(-ln(tail));
    let x = if r <= 5.0 {
        ratio(r - 1.6, &MIDDLE)
    } else {
        ratio(r - 5.0, &FAR)
    };
    if q < 0.0 { -x } else { x }
}

#[inline]
fn ratio(r: f64, table: &[[f64; 8]; 2]) -> f64 {
    let polynomial = |terms: &[f64; 8]| terms.iter().rev().fold(0.0, |sum, term| sum * r + term);
    polynomial(&table[0]) / polynomial(&table[1])
}

const CENTRE: [[f64; 8]; 2] = [
    [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_854e3,
    ],
];
const MIDDLE: [[f64; 8]; 2] = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];
const FAR: [[f64; 8]; 2] = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_quantile_inverts_the_distribution_function() {
        // Check values given by Wichura (1988).
        assert!((normal_quantile(0.25) - -0.674_489_750_196_081_7).abs() < 1e-15);
        assert!((normal_quantile(0.001) - -3.090_232_306_167_814).abs() < 1e-14);
        assert!((normal_quantile(1e-20) - -9.262_340_089_798_408).abs() < 1e-13);
        for step in 1..1_000 {
            let p = f64::from(step) / 1_000.0;
            assert!((normal_cdf(normal_quantile(p)) - p).abs() < 1e-15, "{p}");
        }
    }

    #[test]
    fn the_normal_quantile_rises_through_its_three_pieces() {
        let mut last = f64::NEG_INFINITY;
        for step in 1..100_000 {
            let x = normal_quantile(f64::from(step) / 100_000.0);
            assert!(x > last);
            last = x;
        }
        let ends = [0.0, 0.5 / (1_u64 << 52) as f64, 0.5, 1.0];
        let [least, smallest, middle, most] = ends.map(normal_quantile);
        assert!(least.is_infinite() && most.is_infinite() && least < most);
        assert!(middle.abs() < f64::MIN_POSITIVE && (-8.3..-8.2).contains(&smallest));
    }

    #[test]
    fn values_are_frozen_to_the_last_bit() {
        // The same on every machine: that is what this module is for.
        let values = [
            exp(1.5),
            exp_m1(1e-3),
            ln(10.0),
            ln_1p(1e-3),
            sin(1.0),
            cos(1.0),
            tan(1.0),
            asin(0.3),
            acos(0.3),
            atan2(-1.0, -2.0),
            sqrt(2.0),
            normal_cdf(-1.96),
            normal_quantile(0.3),
            normal_quantile(0.03),
            normal_quantile(1e-12),
        ];
        let bits: Vec<String> = values
            .iter()
            .map(|value| format!("{:016x}", value.to_bits()))
            .collect();
        insta::assert_snapshot!(bits.join(" "), @"4011ed3fe64fc541 3f506466dfb8cf3a 40026bb1bbb55516 3f5060354f8c3ebf 3feaed548f090cee 3fe14a280fb5068c 3ff8eb245cbee3a6 3fd380159e14f6ff 3ff441f5ecbeef59 c0056c6e7397f5ae 3ff6a09e667f3bcd 3f99990c58859312 bfe0c7e39582c5fa bffe17bb09d89140 c01c234fba57a32a");
    }
}
