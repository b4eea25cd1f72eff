"""The tests of Riwaya; what several of them share stands in modules without `test_`."""
