//! Double entry for whole numbers: what leaves one account enters another.

use std::fmt;

/// A place where a commodity can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountKind {
    /// Its name.
    pub name: &'static str,
    /// It may go below zero: the outside, from which everything comes.
    pub may_be_negative: bool,
}

/// Balances of every commodity in every account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    accounts: &'static [AccountKind],
    commodities: &'static [&'static str],
    balances: Vec<i64>,
}

/// Books that do not balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imbalance {
    /// The commodity.
    pub commodity: &'static str,
    /// The account that is below zero; `None` where the sum is not zero.
    pub account: Option<&'static str>,
    /// The amount that should not be.
    pub amount: i64,
}

impl fmt::Display for Imbalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.account {
            Some(account) => {
                write!(
                    f,
                    "{} in account `{account}` stands at {}",
                    self.commodity, self.amount
                )
            }
            None => write!(
                f,
                "accounts of {} add up to {}, not 0",
                self.commodity, self.amount
            ),
        }
    }
}

impl Ledger {
    /// Empty books.
    pub fn new(accounts: &'static [AccountKind], commodities: &'static [&'static str]) -> Self {
        Self {
            accounts,
            commodities,
            balances: vec![0; accounts.len() * commodities.len()],
        }
    }

    /// Moves an amount, not negative, of a commodity from one account to another.
    #[inline]
    pub fn post(&mut self, commodity: u16, from: u16, to: u16, amount: i64) {
        assert!(amount >= 0, "a posting is not negative");
        let first = usize::from(commodity) * self.accounts.len();
        self.balances[first + usize::from(from)] -= amount;
        self.balances[first + usize::from(to)] += amount;
    }

    /// What an account holds of a commodity.
    #[inline]
    pub fn balance(&self, commodity: u16, account: u16) -> i64 {
        self.balances[usize::from(commodity) * self.accounts.len() + usize::from(account)]
    }

    /// Every balance that is not zero: commodity, account, amount.
    pub fn balances(&self) -> impl Iterator<Item = (&'static str, &'static str, i64)> + '_ {
        self.commodities
            .iter()
            .enumerate()
            .flat_map(move |(commodity, &name)| {
                self.accounts
                    .iter()
                    .enumerate()
                    .filter_map(move |(account, kind)| {
                        let amount = self.balance(commodity as u16, account as u16);
                        (amount != 0).then_some((name, kind.name, amount))
                    })
            })
    }

    /// All numbers, for a digest.
    pub fn words(&self) -> &[i64] {
        &self.balances
    }

    /// Checks that every commodity adds up to zero and no holding account is below zero.
    ///
    /// # Errors
    /// The first imbalance, in order of commodity and account.
    pub fn check(&self) -> Result<(), Imbalance> {
        for (commodity, row) in self.balances.chunks_exact(self.accounts.len()).enumerate() {
            let name = self.commodities[commodity];
            let sum: i64 = row.iter().sum();
            if sum != 0 {
                return Err(Imbalance {
                    commodity: name,
                    account: None,
                    amount: sum,
                });
            }
            for (account, &amount) in self.accounts.iter().zip(row) {
                if amount < 0 && !account.may_be_negative {
                    return Err(Imbalance {
                        commodity: name,
                        account: Some(account.name),
                        amount,
                    });
                }
            }
        }
        Ok(())
    }

    /// Empties the books.
    pub fn reset(&mut self) {
        self.balances.fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNTS: &[AccountKind] = &[
        AccountKind {
            name: "outside",
            may_be_negative: true,
        },
        AccountKind {
            name: "here",
            may_be_negative: false,
        },
        AccountKind {
            name: "gone",
            may_be_negative: false,
        },
    ];

    #[test]
    fn what_leaves_one_account_enters_another() {
        let mut ledger = Ledger::new(ACCOUNTS, &["grain", "oil"]);
        ledger.post(1, 0, 1, 50);
        ledger.post(1, 1, 2, 20);
        assert_eq!(
            (
                ledger.balance(1, 0),
                ledger.balance(1, 1),
                ledger.balance(1, 2)
            ),
            (-50, 30, 20)
        );
        assert_eq!(ledger.check(), Ok(()));
        ledger.post(1, 1, 2, 31);
        let fault = ledger.check().unwrap_err();
        assert_eq!(fault.to_string(), "oil in account `here` stands at -1");
    }
}
